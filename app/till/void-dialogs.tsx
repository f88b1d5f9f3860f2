import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { VOID_REASONS, type VoidReason } from './cart.ts'
import type { Selling } from './use-selling.ts'

interface DialogParts {
  selling: Selling
  onClose: () => void
}

/** One of three reasons, one press each. */
export function VoidDialog({ selling, onClose, lineId }: DialogParts & { lineId: string }) {
  const { t } = useTranslation('till')
  const item = selling.cart.items.find((each) => each.lineId === lineId)
  if (!item) return null
  return (
    <Reasons
      title={t('void.title', { name: item.name })}
      onClose={onClose}
      onChoose={(reason) => selling.takeOut(lineId, reason)}
    />
  )
}

/** Everything goes back to the shelf; what was taken out stays written down with this sale. */
export function DropDialog({ selling, onClose }: DialogParts) {
  const { t } = useTranslation('till')
  return (
    <Reasons
      title={t('void.drop_title')}
      onClose={onClose}
      onChoose={(reason) => {
        for (const { lineId } of selling.cart.items) {
          selling.change({ type: 'take_out', lineId, reason })
        }
        onClose()
      }}
    />
  )
}

interface ReasonsProps {
  title: string
  onClose: () => void
  onChoose: (reason: VoidReason) => void
}

function Reasons({ title, onClose, onChoose }: ReasonsProps) {
  const { t } = useTranslation('till')
  return (
    <Dialog open onClose={onClose} closeLabel={t('cancel')} title={title}>
      <div className="stack">
        {VOID_REASONS.map((reason) => (
          <Button key={reason} size="key" wide onClick={() => onChoose(reason)}>
            {t(`void_reason.${reason}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
