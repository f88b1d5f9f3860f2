import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import type { WorkingTill } from './working-till.ts'

/** The last question before this device stops being a till; only asked when nothing is unsent. */
export function UnpairDialog({ till, onClose }: { till: WorkingTill; onClose: () => void }) {
  const { t } = useTranslation('till')
  const forget = async () => {
    if (await till.forget()) location.assign(`/${till.slug}`)
    else onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('cancel')}
      title={t('menu.unpair')}
      actions={
        <Button kind="danger" size="key" onClick={() => void forget()}>
          {t('menu.unpair')}
        </Button>
      }
    >
      <p>{t('menu.unpair_text')}</p>
    </Dialog>
  )
}
