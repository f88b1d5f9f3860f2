import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { readWhole } from '#app/components/money-field.tsx'
import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'
import type { TillProduct } from '#modules/pos/shared.ts'
import { useApproval } from './approval.tsx'
import { NumberEntry } from './number-entry.tsx'
import { unusualPrice } from './unusual.ts'
import type { Selling } from './use-selling.ts'
import { useUnusual } from './use-unusual.tsx'
import { usualOf } from './usual-memory.ts'

interface DialogParts {
  selling: Selling
  onClose: () => void
}

export interface PriceDialogProps extends DialogParts {
  product: TillProduct
  /** Known already when a scale's label was scanned. */
  quantityMilli?: number | undefined
}

/** The price of something that nobody has priced, for this sale. */
export function PriceDialog({ selling, onClose, product, quantityMilli }: PriceDialogProps) {
  const { t } = useTranslation('till')
  const { ask, question } = useUnusual(selling.asksUnusual)
  const set = (unitPriceMinor: number) => {
    const unusual = unusualPrice(usualOf(selling.tillId), product, unitPriceMinor)
    ask(unusual, formatMoney, () => {
      const isToWeigh = product.soldBy === 'weight' && quantityMilli === undefined
      if (isToWeigh) selling.setOpened({ kind: 'weigh', product, unitPriceMinor })
      else selling.addItem(product, { quantityMilli: quantityMilli ?? 1000, unitPriceMinor })
    })
  }
  return (
    <PriceEntry
      title={`${product.name}：${t('price.title')}`}
      hint={t('price.hint')}
      onSet={set}
      onClose={onClose}
    >
      {question}
    </PriceEntry>
  )
}

/** Another price for one line of this sale; the shop may want somebody in charge to agree. */
export function ChangePriceDialog({ selling, onClose, lineId }: DialogParts & { lineId: string }) {
  const { t } = useTranslation('till')
  const approvals = useApproval()
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
  return (
    <PriceEntry
      title={t('other.price', { name: item.name })}
      hint={t('price.was', { price: formatMoney(item.unitPriceMinor) })}
      onSet={(unitPriceMinor) => void set(unitPriceMinor)}
      onClose={onClose}
    />
  )
}

interface PriceEntryProps {
  title: string
  hint: string
  /** A price in whole NT$ that the books can hold. */
  onSet: (unitPriceMinor: number) => void
  onClose: () => void
  children?: ReactNode
}

function PriceEntry({ title, hint, onSet, onClose, children }: PriceEntryProps) {
  const { t } = useTranslation('till')
  const [typed, setTyped] = useState('')
  const [isRefused, setIsRefused] = useState(false)
  const entry = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const unitPriceMinor = readWhole(typed)
    if (unitPriceMinor === undefined || unitPriceMinor > MAX_AMOUNT_MINOR) setIsRefused(true)
    else onSet(unitPriceMinor)
  }
  return (
    <Dialog open onClose={onClose} closeLabel={t('cancel')} title={title} initialFocus={entry}>
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
          hint={hint}
        />
        <Button type="submit" kind="primary" size="key" wide shortcut="Enter">
          {t('price.set')}
        </Button>
      </form>
      {children}
    </Dialog>
  )
}
