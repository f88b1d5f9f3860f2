import { UNITS } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import { type JournalWriter, sketchSale } from '#modules/pos/index.ts'
import type { TaxRates, TillEvent } from '#modules/pos/shared.ts'
import type { DemoProduct } from './demo-goods.ts'

const DAY_MS = 86_400_000

interface DemoTab {
  name: string
  phone?: string
  /** Days ago they took so many things, or paid so much. */
  moves: { daysAgo: number; things?: number; paidMinor?: number }[]
}

/** Six people of the village, invented. */
const TABS: DemoTab[] = [
  {
    name: '林秋月',
    phone: '0912-000-341',
    moves: [
      { daysAgo: 58, things: 12 },
      { daysAgo: 40, things: 9 },
      { daysAgo: 12, things: 8 },
    ],
  },
  {
    name: '高金水',
    moves: [
      { daysAgo: 47, things: 9 },
      { daysAgo: 20, paidMinor: 100 },
    ],
  },
  {
    name: '阿松伯',
    moves: [
      { daysAgo: 26, things: 7 },
      { daysAgo: 6, things: 4 },
    ],
  },
  { name: '潘春梅', phone: '0933-000-128', moves: [{ daysAgo: 9, things: 5 }] },
  { name: 'Nguyễn Thị Thu Hương', phone: '0988-000-705', moves: [{ daysAgo: 3, things: 3 }] },
  {
    name: '社區廚房',
    moves: [
      { daysAgo: 15, things: 6 },
      { daysAgo: 2, paidMinor: 50 },
    ],
  },
]

/** Six customers, what they took on their tabs and what they paid, as a till writes it. */
export function tabEvents(
  till: JournalWriter,
  shop: {
    cashierId: string
    goods: readonly { id: string; product: DemoProduct }[]
    taxRates: TaxRates
    /** The number after the last receipt. */
    firstReceipt: number
  },
): TillEvent[] {
  const { cashierId, taxRates } = shop
  const pieces = shop.goods.filter(({ product }) => UNITS[product.unit].soldBy === 'piece')
  let count = shop.firstReceipt
  const nextReceiptNo = () => `1-${String(count++).padStart(4, '0')}`
  const happened = TABS.flatMap(({ moves, ...person }) => {
    const customerId = newId()
    return moves.map((move, index) => ({ ...person, ...move, customerId, isFirst: index === 0 }))
  }).sort((a, b) => b.daysAgo - a.daysAgo)
  return happened.flatMap((move, index) => {
    const at = new Date(Date.now() - move.daysAgo * DAY_MS)
    const { customerId } = move
    const personal = { customerName: move.name, customerPhone: move.phone }
    const met = move.isFirst
      ? [
          till.write(
            'customer.created',
            { customerId, createdAt: at.toISOString(), cashierId },
            at,
            personal,
          ),
        ]
      : []
    if (move.paidMinor !== undefined) {
      const paid = {
        paymentId: newId(),
        customerId,
        shiftId: newId(),
        receiptNo: nextReceiptNo(),
        tender: 'cash',
        amountMinor: move.paidMinor,
        tenderedMinor: move.paidMinor,
        paidAt: at.toISOString(),
        cashierId,
      }
      return [...met, till.write('tab.paid', paid, at, { customerName: move.name })]
    }
    const lines = Array.from({ length: move.things ?? 1 }, (_, line) => {
      const item = pieces[(index * 5 + line * 3) % pieces.length]
      return item && lineOf(item)
    })
    const sale = sketchSale({
      cashierId,
      lines: lines.flatMap((line) => line ?? []),
      taxRates,
      tender: 'tab',
      soldAt: at,
      receiptNo: nextReceiptNo(),
    })
    const body = { ...sale, customerId, hasCustomer: true }
    return [...met, till.write('sale.completed', body, at, { customerName: move.name })]
  })
}

const lineOf = ({ id, product }: { id: string; product: DemoProduct }) => ({
  productId: id,
  name: product.name,
  unit: product.unit,
  soldBy: 'piece' as const,
  taxClass: product.exempt ? ('exempt' as const) : ('taxable' as const),
  quantityMilli: 2000,
  unitPriceMinor: product.price,
})
