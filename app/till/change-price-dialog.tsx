import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { readWhole } from '#app/components/money-field.tsx'
import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'
import { useApproval } from './approval.tsx'
import { NumberEntry } from './number-entry.tsx'
import type { Selling } from './use-selling.ts'

export interface ChangePriceDialogProps {
  selling: Selling
  onClose: () => void
  lineId: string
}

/** Another price for one line of this sale; the shop may want somebody in charge to agree. */
export function ChangePriceDialog({ selling, onClose, lineId }: ChangePriceDialogProps) {
  const { t } = useTranslation('till')
  const approvals = useApproval()
  const [typed, setTyped] = useState('')
  const [isRefused, setIsRefused] = useState(false)
  const entry = useRef<HTMLInputElement>(null)
  const item = selling.cart.items.find((each) => each.lineId === lineId)
  if (!item) return null
  const set = async (unitPriceMinor: number) => {
    if (selling.snapshot.rules.priceNeedsApproval) {
      const agreed = await approvals.ask({ kind: 'price', amountMinor: unitPriceMinor })
      if (!agreed) return
      selling.change({ type: 'approve', approval: { kind: 'price', ...agreed } })
    }
    selling.change({ type: 'set_price', lineId, unitPriceMinor })
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const unitPriceMinor = readWhole(typed)
    if (unitPriceMinor === undefined || unitPriceMinor > MAX_AMOUNT_MINOR) setIsRefused(true)
    else void set(unitPriceMinor)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('cancel')}
      title={t('other.price', { name: item.name })}
      initialFocus={entry}
    >
      <form className="stack" onSubmit={submit}>
        <NumberEntry
          label="NT$"
          value={typed}
          onChange={(value) => {
            setIsRefused(false)
            setTyped(value)
          }}
          hasPoint={false}
          inputRef={entry}
          error={isRefused ? t('price.bad') : undefined}
          hint={t('price.was', { price: formatMoney(item.unitPriceMinor) })}
        />
        <Button type="submit" kind="primary" size="key" wide shortcut="Enter">
          {t('price.set')}
        </Button>
      </form>
    </Dialog>
  )
}
