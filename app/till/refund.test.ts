import { describe, expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import { SaleCompletedBody, SaleRefundedBody } from '#modules/pos/shared.ts'
import { cartReducer, openCart } from './cart.ts'
import {
  chosenLines,
  exchangeOf,
  hasLeft,
  type PreparedRefund,
  paymentsBack,
  readPrepared,
  readRefund,
  recordRefund,
  returnableOf,
  sumOf,
  waysBack,
} from './refund.ts'
import { recordSale } from './sale.ts'
import { sampleSnapshot } from './sample-snapshot.ts'
import { readCart } from './stored-cart.ts'
import { FIRST_FACTS } from './till-facts.ts'

const snapshot = sampleSnapshot()
const at = new Date('2026-11-23T02:24:00Z')
const parts = () => ({ wantsReceipt: false, at, snapshot, tillNumber: 1, newShiftId: newId() })

const cartOf = (quantityMilli: number, unitPriceMinor: number) =>
  cartReducer(openCart(newId()), {
    type: 'add',
    item: {
      lineId: 'a',
      productId: newId(),
      name: '冬瓜茶',
      unit: 'bottle',
      soldBy: 'piece',
      taxClass: 'taxable',
      quantityMilli,
      unitPriceMinor,
      picture: 'tea',
      addedAtMs: 0,
    },
  })

/** Three bottles at 35, five off: a hundred. */
function soldHundred() {
  const cart = { ...cartOf(3000, 35), discount: { kind: 'amount' as const, amountMinor: 5 } }
  const payments = [{ tender: 'cash' as const, amountMinor: 100, tenderedMinor: 100 }]
  const entry = recordSale(FIRST_FACTS, { ...parts(), cart, payments })
  return { sale: SaleCompletedBody.parse(entry.events[1]?.body), facts: entry.facts }
}

function prepare(quantityMilli: number, before: SaleRefundedBody[] = []): PreparedRefund {
  const { sale } = shared
  const choices = new Map([[0, { quantityMilli, isRestocked: true }]])
  const lines = chosenLines(returnableOf(sale, before), choices)
  const { totalMinor, taxMinor } = sumOf(lines)
  return {
    refundId: newId(),
    kind: 'refund',
    saleId: sale.saleId,
    saleReceiptNo: sale.receiptNo,
    reason: 'changed_mind',
    lines,
    totalMinor,
    taxMinor,
  }
}
const shared = soldHundred()

describe('goods that come back', () => {
  test('are worth their share of what was paid, and the journal says what came back before', () => {
    const before: SaleRefundedBody[] = []
    for (const expected of [33, 34, 33]) {
      const refund = prepare(1000, before)
      expect(refund.totalMinor).toBe(expected)
      const payments = paymentsBack(shared.sale, refund.totalMinor, 'original')
      const entry = recordRefund(shared.facts, { ...parts(), refund, payments })
      expect(entry.events.map((event) => event.type)).toEqual(['sale.refunded'])
      before.push(SaleRefundedBody.parse(entry.events[0]?.body))
    }
    expect(hasLeft(returnableOf(shared.sale, before))).toBe(false)
    expect(prepare(1000, before).lines).toEqual([])
  })

  test('open a shift where none is open, and take the next number', () => {
    const refund = prepare(1000)
    const made = { ...parts(), at: new Date('2026-11-24T02:00:00Z'), refund, payments: [] }
    const { events, facts } = recordRefund({ ...shared.facts, shift: null }, made)
    expect(events.map((event) => event.type)).toEqual(['shift.opened', 'sale.refunded'])
    expect(events[1]?.body).toMatchObject({ receiptNo: '1-0002' })
    expect(events[1]?.eventId).toBe(refund.refundId)
    expect(facts).toMatchObject({ receiptCount: 2, shift: { day: '2026-11-24' } })
  })

  test('go off the tab of a known customer by choice, and a choice is given only where it differs', () => {
    const onTab = [{ tender: 'tab' as const, amountMinor: 40 }]
    const inCash = [{ tender: 'cash' as const, amountMinor: 40 }]
    const customerId = newId()
    expect(waysBack({ payments: inCash }, 40)).toEqual(['cash'])
    expect(waysBack({ payments: inCash, customerId }, 40)).toEqual(['cash', 'tab'])
    expect(waysBack({ payments: onTab, customerId }, 40)).toEqual(['original', 'cash'])
    const both = { payments: [...onTab, ...inCash], customerId }
    expect(waysBack(both, 80)).toEqual(['original', 'cash', 'tab'])
    expect(paymentsBack(both, 80, 'tab')).toEqual([{ tender: 'tab', amountMinor: 80 }])
  })

  test('are paid back the way they were paid, other ways before cash', () => {
    const payments = [
      { tender: 'cash' as const, amountMinor: 40 },
      { tender: 'exchange' as const, amountMinor: 20 },
      { tender: 'card' as const, amountMinor: 40 },
    ]
    expect(paymentsBack({ payments }, 30, 'original')).toEqual([
      { tender: 'card', amountMinor: 30 },
    ])
    expect(paymentsBack({ payments }, 100, 'original')).toEqual([
      { tender: 'card', amountMinor: 40 },
      { tender: 'cash', amountMinor: 60 },
    ])
    expect(paymentsBack({ payments }, 30, 'cash')).toEqual([{ tender: 'cash', amountMinor: 30 }])
    expect(paymentsBack({ payments }, 0, 'original')).toEqual([{ tender: 'cash', amountMinor: 0 }])
  })
})

describe('an exchange', () => {
  const exchange = (quantityMilli: number, unitPriceMinor: number, paidMinor: number) => {
    const cart = { ...cartOf(1000, unitPriceMinor), exchange: prepare(quantityMilli) }
    const payments = [{ tender: 'cash' as const, amountMinor: paidMinor, tenderedMinor: paidMinor }]
    const { events, facts } = recordSale(shared.facts, { ...parts(), cart, payments })
    expect(events.map((event) => event.type)).toEqual(['sale.refunded', 'sale.completed'])
    expect(facts.receiptCount).toBe(shared.facts.receiptCount + 2)
    return {
      refund: SaleRefundedBody.parse(events[0]?.body),
      sale: SaleCompletedBody.parse(events[1]?.body),
    }
  }

  test('for dearer goods leaves a rest to pay', () => {
    const { refund, sale } = exchange(1000, 50, 17)
    expect(refund.payments).toEqual([{ tender: 'exchange', amountMinor: 33 }])
    expect(sale.payments).toEqual([
      { tender: 'exchange', amountMinor: 33, tenderedMinor: 33 },
      { tender: 'cash', amountMinor: 17, tenderedMinor: 17 },
    ])
    expect(sale.exchangeRefundId).toBe(refund.refundId)
  })

  test('for cheaper goods gives the difference back in cash', () => {
    const { refund, sale } = exchange(3000, 30, 0)
    expect(refund.payments).toEqual([
      { tender: 'exchange', amountMinor: 30 },
      { tender: 'cash', amountMinor: 70 },
    ])
    expect(sale.payments).toEqual([{ tender: 'exchange', amountMinor: 30, tenderedMinor: 30 }])
    expect(exchangeOf(30, 100)).toEqual({ coveredMinor: 30, dueMinor: 0, backMinor: 70 })
  })

  test('waits in a cart that lies on the device', () => {
    const cart = { ...cartOf(1000, 30), exchange: prepare(1000) }
    const stored: unknown = JSON.parse(JSON.stringify(cart))
    expect(readCart(stored)?.exchange).toEqual(cart.exchange)
    expect(readPrepared({ ...cart.exchange, lines: 'none' })).toBeUndefined()
    expect(readCart({ ...cart, exchange: undefined })?.exchange).toBeUndefined()
  })
})

test('an entry of another kind is no refund', () => {
  const { sale } = shared
  expect(readRefund({ type: 'sale.completed', body: { ...sale } })).toBeUndefined()
})
