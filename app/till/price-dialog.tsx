import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { readWhole } from '#app/components/money-field.tsx'
import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'
import type { TillProduct } from '#modules/pos/shared.ts'
import { NumberEntry } from './number-entry.tsx'
import { unusualPrice } from './unusual.ts'
import type { Selling } from './use-selling.ts'
import { useUnusual } from './use-unusual.tsx'
import { usualOf } from './usual-memory.ts'

export interface PriceDialogProps {
  selling: Selling
  onClose: () => void
  product: TillProduct
  /** Known already when a scale's label was scanned. */
  quantityMilli?: number | undefined
}

/** The price of something that nobody has priced, for this sale. */
export function PriceDialog({ selling, onClose, product, quantityMilli }: PriceDialogProps) {
  const { t } = useTranslation('till')
  const [typed, setTyped] = useState('')
  const [isRefused, setIsRefused] = useState(false)
  const entry = useRef<HTMLInputElement>(null)
  const { ask, question } = useUnusual(selling.asksUnusual)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const unitPriceMinor = readWhole(typed)
    if (unitPriceMinor === undefined || unitPriceMinor > MAX_AMOUNT_MINOR) return setIsRefused(true)
    const unusual = unusualPrice(usualOf(selling.tillId), product, unitPriceMinor)
    ask(unusual, formatMoney, () => {
      const isToWeigh = product.soldBy === 'weight' && quantityMilli === undefined
      if (isToWeigh) selling.setOpened({ kind: 'weigh', product, unitPriceMinor })
      else selling.addItem(product, { quantityMilli: quantityMilli ?? 1000, unitPriceMinor })
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('cancel')}
      title={`${product.name}：${t('price.title')}`}
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
          hint={t('price.hint')}
        />
        <Button type="submit" kind="primary" size="key" wide shortcut="Enter">
          {t('price.set')}
        </Button>
      </form>
      {question}
    </Dialog>
  )
}
