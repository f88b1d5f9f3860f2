import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { readWhole } from '#app/components/money-field.tsx'
import { Segments } from '#app/components/segments.tsx'
import { type Discount, discountOn } from '#modules/pos/shared.ts'
import { useApproval } from './approval.tsx'
import { amountOf } from './cart.ts'
import { NumberEntry } from './number-entry.tsx'
import type { Selling } from './use-selling.ts'

export interface DiscountDialogProps {
  selling: Selling
  onClose: () => void
  /** One line; the whole sale without it. */
  lineId?: string | undefined
}

type Kind = Discount['kind']

/** Money or a share off a line or off the whole sale. 85 means 85 折: 15 % off. */
export function DiscountDialog({ selling, onClose, lineId }: DiscountDialogProps) {
  const { t } = useTranslation('till')
  const { cart, change, priced } = selling
  const item = cart.items.find((each) => each.lineId === lineId)
  const [kind, setKind] = useState<Kind>('amount')
  const [typed, setTyped] = useState('')
  const [isRefused, setIsRefused] = useState(false)
  const entry = useRef<HTMLInputElement>(null)
  const before = item ? amountOf({ ...item, discount: undefined }) : priced.subtotalMinor
  const discount = readDiscount(kind, typed, before)

  const approvals = useApproval()
  const { rules } = selling.snapshot
  const set = async (next: Discount | undefined) => {
    const offMinor = discountOn(before, next)
    if (offMinor * 1_000_000 > before * rules.discountApprovalPpm) {
      const agreed = await approvals.ask({ kind: 'discount', amountMinor: offMinor })
      if (!agreed) return
      change({ type: 'approve', approval: { kind: 'discount', ...agreed } })
    }
    if (item) change({ type: 'discount_line', lineId: item.lineId, discount: next })
    else change({ type: 'discount_cart', discount: next })
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (discount) void set(discount)
    else setIsRefused(true)
  }
  const bad =
    kind === 'amount'
      ? t('discount.bad_amount', { most: formatMoney(before) })
      : t('discount.bad_percent')
  const after = discount && formatMoney(before - discountOn(before, discount))
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('cancel')}
      title={item ? t('discount.line_title', { name: item.name }) : t('discount.cart_title')}
      initialFocus={entry}
    >
      <form className="stack" onSubmit={submit}>
        <Segments
          label={t('discount.kind')}
          name="kind"
          size="key"
          value={kind}
          onChoose={(next) => {
            setKind(next)
            setTyped('')
            setIsRefused(false)
          }}
          segments={[
            { value: 'amount', label: t('discount.amount') },
            { value: 'percent', label: t('discount.percent') },
          ]}
        />
        <NumberEntry
          label={kind === 'amount' ? t('discount.label_amount') : t('discount.label_percent')}
          value={typed}
          onChange={(value) => {
            setIsRefused(false)
            setTyped(value)
          }}
          hasPoint={false}
          inputRef={entry}
          error={isRefused ? bad : undefined}
          hint={after && t('discount.becomes', { before: formatMoney(before), after })}
        />
        <div className="till-dialog-actions">
          <Button size="key" onClick={() => void set(undefined)}>
            {t('discount.none')}
          </Button>
          <Button type="submit" kind="primary" size="key" wide shortcut="Enter">
            {t('discount.set')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A typed single digit is the way people say it: 9 折 is 90. */
function readDiscount(kind: Kind, typed: string, before: number): Discount | undefined {
  const value = readWhole(typed)
  if (value === undefined || value === 0) return undefined
  if (kind === 'amount') return value <= before ? { kind, amountMinor: value } : undefined
  const percent = value < 10 ? value * 10 : value
  return percent < 100 ? { kind, ratePpm: (100 - percent) * 10_000 } : undefined
}
