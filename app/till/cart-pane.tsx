import { Banknote, ChevronUp, Ellipsis, Pause, ScanBarcode, UserPlus } from 'lucide-react'
import { memo, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { CartLine } from '#app/components/cart-line.tsx'
import { classes } from '#app/components/classes.ts'
import { formatAmount, formatMoney, SumRow, Total } from '#app/components/money.tsx'
import { amountOf, type CartItem } from './cart.ts'
import { formatMilli, stepOf } from './quantity.ts'
import { exchangeOf, type PreparedRefund } from './refund.ts'
import { CustomerStanding } from './tab-standing.tsx'
import { useUnitName } from './unit-name.ts'
import type { Selling } from './use-selling.ts'

/** The sale on the counter: its lines, its total, and the key that takes the money. */
export function CartPane({ selling, onPay }: { selling: Selling; onPay: () => void }) {
  const { t } = useTranslation('till')
  const { cart, priced, setOpened } = selling
  const [isOpen, setIsOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every sale begins with the goods in view.
  useEffect(() => setIsOpen(false), [cart.saleId])
  const isEmpty = cart.items.length === 0
  const open = useCallback(() => setIsOpen(true), [])
  const latestPay = useRef(onPay)
  latestPay.current = onPay
  const pay = useCallback(() => latestPay.current(), [])
  const refundWords = useTranslation('refund')
  const { dueMinor, backMinor } = exchangeOf(priced.totalMinor, cart.exchange?.totalMinor ?? 0)
  return (
    <aside
      className={classes('till-cart', isOpen && !isEmpty && 'is-open', isEmpty && 'is-empty')}
      aria-label={t('cart.label')}
    >
      {isOpen && !isEmpty && (
        <div className="till-cart-way-back">
          <Button size="key" wide icon={ScanBarcode} onClick={() => setIsOpen(false)}>
            {t('cart.back_to_shelf')}
          </Button>
        </div>
      )}
      <CartHead
        pieces={cart.items.length}
        customerName={cart.customerName}
        onCustomer={setOpened}
        onShowAll={open}
      />
      <CustomerStanding selling={selling} />
      <Lines selling={selling} onSelect={open} />
      <div className="till-cart-foot">
        <CartKeys onPark={selling.park} onOther={setOpened} />
        {cart.discount && priced.cartDiscountMinor > 0 && (
          <SumRow label={t('cart.sale_discount')} amountMinor={-priced.cartDiscountMinor} />
        )}
        {cart.exchange && <ExchangeRow selling={selling} refund={cart.exchange} />}
        <Total
          label={backMinor > 0 ? refundWords.t('exchange.give_back') : t('cart.total')}
          amountMinor={backMinor > 0 ? backMinor : dueMinor}
          size="till"
        />
        <PayRow isEmpty={isEmpty} onOther={setOpened} onPay={pay} />
      </div>
    </aside>
  )
}

type Open = Selling['setOpened']

interface CartHeadProps {
  pieces: number
  customerName: string | undefined
  onCustomer: Open
  onShowAll: () => void
}

const CartHead = memo(function CartHead(props: CartHeadProps) {
  const { t } = useTranslation('till')
  return (
    <div className="till-cart-head">
      <h1>{t('cart.title', { n: props.pieces })}</h1>
      <Button
        className="till-customer"
        icon={UserPlus}
        shortcut="F4"
        onClick={() => props.onCustomer({ kind: 'customer' })}
      >
        {props.customerName ?? t('cart.customer')}
      </Button>
      <Button kind="quiet" icon={ChevronUp} className="till-show-all" onClick={props.onShowAll}>
        {t('cart.show_all')}
      </Button>
    </div>
  )
})

const CartKeys = memo(function CartKeys({
  onPark,
  onOther,
}: {
  onPark: () => void
  onOther: Open
}) {
  const { t } = useTranslation('till')
  return (
    <div className="till-cart-actions">
      <Button icon={Pause} size="key" shortcut="F8" onClick={onPark}>
        {t('cart.park')}
      </Button>
      <Button icon={Ellipsis} size="key" onClick={() => onOther({ kind: 'other' })}>
        {t('cart.other')}
      </Button>
    </div>
  )
})

interface PayRowProps {
  isEmpty: boolean
  onOther: Open
  onPay: () => void
}

const PayRow = memo(function PayRow({ isEmpty, onOther, onPay }: PayRowProps) {
  const { t } = useTranslation('till')
  return (
    <div className="till-pay-row">
      <Button
        className="till-other-phone"
        icon={Ellipsis}
        size="pay"
        onClick={() => onOther({ kind: 'other' })}
      >
        {t('cart.other')}
      </Button>
      <Button
        kind="primary"
        size="pay"
        wide
        icon={Banknote}
        shortcut="F9"
        disabledReason={isEmpty ? t('cart.pay_empty') : undefined}
        onClick={onPay}
      >
        {t('cart.pay')}
      </Button>
    </div>
  )
})

/** What the goods that came back pay for, and the way out of it. */
function ExchangeRow({ selling, refund }: { selling: Selling; refund: PreparedRefund }) {
  const { t } = useTranslation('refund')
  const drop = () => {
    selling.change({ type: 'exchange', refund: undefined })
    selling.show({ text: t('exchange.dropped') })
  }
  return (
    <div className="till-exchange">
      <SumRow
        label={t('exchange.row', { number: refund.saleReceiptNo })}
        amountMinor={-refund.totalMinor}
      />
      <Button onClick={drop}>{t('exchange.drop')}</Button>
    </div>
  )
}

function Lines({ selling, onSelect }: { selling: Selling; onSelect: () => void }) {
  const { t } = useTranslation('till')
  const { cart, change } = selling
  const box = useRef<HTMLDivElement>(null)
  const [above, setAbove] = useState(0)
  const count = () => setAbove(box.current ? linesAbove(box.current) : 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the open line is kept in view whenever the lines change.
  useEffect(() => {
    box.current?.querySelector('.is-selected')?.scrollIntoView({ block: 'nearest' })
    setAbove(box.current ? linesAbove(box.current) : 0)
  }, [cart.items, cart.selectedId])
  const openLine = useOpenLine(selling)
  const describe = useDetail()
  // The same function every time, or every line would be drawn anew for every scan.
  const select = useCallback(
    (lineId: string) => {
      change({ type: 'select', lineId })
      onSelect()
    },
    [change, onSelect],
  )
  return (
    <div className="till-lines-frame">
      {above > 0 && (
        <Button
          kind="quiet"
          icon={ChevronUp}
          className="till-above"
          onClick={() => box.current?.scrollTo({ top: 0, behavior: 'smooth' })}
        >
          {t('cart.above', { n: above })}
        </Button>
      )}
      <div ref={box} className="till-lines" onScroll={count}>
        {cart.items.length === 0 && <p className="till-empty muted">{t('cart.empty')}</p>}
        <ul className="cart-lines">
          {cart.items.map((item) => {
            const isSelected = item.lineId === cart.selectedId
            return (
              <CartLine
                key={item.lineId}
                lineId={item.lineId}
                name={item.name}
                detail={describe(item, isSelected)}
                amountMinor={amountOf(item)}
                picture={item.picture}
                selected={isSelected}
                onSelect={select}
                open={isSelected ? openLine(item) : undefined}
              />
            )
          })}
        </ul>
      </div>
    </div>
  )
}

/** How many lines have scrolled out at the top. */
function linesAbove(box: HTMLElement): number {
  const top = box.getBoundingClientRect().top
  return [...box.querySelectorAll('.cart-line')].filter(
    (line) => line.getBoundingClientRect().bottom < top + 8,
  ).length
}

function useOpenLine({ change, askTakeOut, setOpened }: Selling) {
  const { t } = useTranslation('till')
  const unitName = useUnitName()
  return (item: CartItem) => {
    const { lineId } = item
    const isWeighed = item.soldBy === 'weight'
    const step = stepOf(item.soldBy)
    const set = (quantityMilli: number) => change({ type: 'set_quantity', lineId, quantityMilli })
    const said = formatMilli(item.quantityMilli)
    return {
      quantity: isWeighed ? `${said} ${unitName(item.unit)}` : said,
      lessLabel: isWeighed ? t('cart.less_weight') : t('cart.less'),
      moreLabel: isWeighed ? t('cart.more_weight') : t('cart.more'),
      removeLabel: t('cart.take_out'),
      typeLabel: isWeighed ? t('cart.weigh_again') : t('cart.type_quantity'),
      onLess: () =>
        item.quantityMilli > step ? set(item.quantityMilli - step) : askTakeOut(lineId),
      onMore: () => set(item.quantityMilli + step),
      onRemove: askTakeOut,
      onType: () => setOpened({ kind: 'quantity', lineId }),
    }
  }
}

/** What stands beside a name: 35 × 1.2 斤, 25 × 2, 每瓶 25, a discount. */
function useDetail() {
  const { t } = useTranslation('till')
  const unitName = useUnitName()
  return (item: CartItem, isSelected: boolean): string | undefined => {
    const price = formatAmount(item.unitPriceMinor)
    const quantity = formatMilli(item.quantityMilli)
    const unit = unitName(item.unit)
    const parts: string[] = []
    if (item.fixedAmountMinor !== undefined) parts.push(t('cart.printed_price'))
    if (item.soldBy === 'weight') parts.push(t('cart.times_unit', { price, quantity, unit }))
    else if (item.quantityMilli !== 1000) {
      parts.push(
        isSelected ? t('cart.each', { unit, price }) : t('cart.times', { price, quantity }),
      )
    }
    if (item.discount) {
      const off = amountOf({ ...item, discount: undefined }) - amountOf(item)
      parts.push(t('cart.line_discount', { amount: formatMoney(off) }))
    }
    return parts.length > 0 ? parts.join(' · ') : undefined
  }
}
