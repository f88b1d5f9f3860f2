import { Trash2 } from 'lucide-react'
import { memo } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { formatAmount } from './money.tsx'
import { Pictogram } from './pictogram.tsx'
import { Stepper } from './stepper.tsx'

export interface CartLineProps {
  lineId: string
  name: string
  /** 35 × 1.2 斤, 每瓶 25, a discount. */
  detail?: string | undefined
  amountMinor: number
  picture?: string | undefined
  selected: boolean
  /** Just added: tinted for a moment. */
  fresh?: boolean | undefined
  onSelect: (lineId: string) => void
  /** What the opened line offers; without it the line only reads. */
  open?:
    | {
        quantity: string
        lessLabel: string
        moreLabel: string
        removeLabel: string
        typeLabel?: string | undefined
        onLess: (lineId: string) => void
        onMore: (lineId: string) => void
        onRemove: (lineId: string) => void
        onType?: ((lineId: string) => void) | undefined
      }
    | undefined
}

/** One line of the sale; the selected one opens its stepper. */
export const CartLine = memo(function CartLine(props: CartLineProps) {
  const { lineId, name, detail, amountMinor, picture, selected, fresh, onSelect, open } = props
  return (
    <li className={classes('cart-line', selected && 'is-selected', fresh && 'is-fresh')}>
      <button
        type="button"
        className="cart-line-head"
        aria-expanded={open ? selected : undefined}
        onClick={() => onSelect(lineId)}
      >
        {picture && <Pictogram id={picture} />}
        <span className="cart-line-words">
          <b>{name}</b>
          {detail && <span className="cart-line-detail">{detail}</span>}
        </span>
        <b className="cart-line-amount">{formatAmount(amountMinor)}</b>
      </button>
      {selected && open && (
        <div className="cart-line-open">
          <Stepper
            value={open.quantity}
            lessLabel={open.lessLabel}
            moreLabel={open.moreLabel}
            typeLabel={open.typeLabel}
            onLess={() => open.onLess(lineId)}
            onMore={() => open.onMore(lineId)}
            onType={open.onType && (() => open.onType?.(lineId))}
          />
          <Button size="key" icon={Trash2} onClick={() => open.onRemove(lineId)}>
            {open.removeLabel}
          </Button>
        </div>
      )}
    </li>
  )
})
