import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectedCash, type ShiftEvent, sumCounts, summariseShift, TENDERS } from './shared.ts'

const SHIFT = 'shift-a'
const event = (type: string, body: Record<string, unknown>): ShiftEvent => ({
  type,
  body: { shiftId: SHIFT, ...body },
})
const line = { quantityMilli: 1000, unitPriceMinor: 100 }

test('a day at the till, added up by hand', () => {
  const report = summariseShift(SHIFT, [
    event('shift.opened', { openedAt: '2026-11-27T00:00:00Z', floatMinor: 2000 }),
    event('sale.completed', {
      receiptNo: '1-0001',
      totalMinor: 180,
      taxMinor: 9,
      lines: [line, line],
      // 500 was handed over, and 180 stayed.
      payments: [{ tender: 'cash', amountMinor: 180, tenderedMinor: 500 }],
      voidedLines: [{ amountMinor: 35 }],
    }),
    event('sale.completed', {
      receiptNo: '1-0002',
      totalMinor: 100,
      taxMinor: 5,
      lines: [line],
      payments: [
        { tender: 'cash', amountMinor: 40 },
        { tender: 'tab', amountMinor: 60 },
      ],
    }),
    event('sale.refunded', {
      receiptNo: '1-0003',
      totalMinor: 50,
      taxMinor: 2,
      payments: [{ tender: 'cash', amountMinor: 50 }],
    }),
    event('tab.paid', { receiptNo: '1-0004', tender: 'cash', amountMinor: 300 }),
    event('tab.paid', { receiptNo: '1-0005', tender: 'transfer', amountMinor: 30 }),
    event('tab.paid', { receiptNo: '1-0005', tender: 'cash', amountMinor: 70 }),
    event('tab.payment_undone', { tender: 'cash', amountMinor: 70 }),
    event('cash.moved', { direction: 'in', reason: 'change', amountMinor: 1000 }),
    event('cash.moved', { direction: 'out', reason: 'supplier', amountMinor: 400 }),
    event('drawer.opened', { reason: 'check' }),
    { type: 'sale.completed', body: { shiftId: 'another', totalMinor: 9999 } },
    event('shift.closed', { closedAt: '2026-11-27T10:00:00Z', countedMinor: 3065, note: '少五塊' }),
  ])
  expect(report).toEqual({
    saleCount: 2,
    salesMinor: 280,
    tenders: [
      { tender: 'cash', amountMinor: 220 },
      { tender: 'tab', amountMinor: 60 },
    ],
    discountMinor: 20,
    taxMinor: 14,
    voidedCount: 1,
    voidedMinor: 35,
    refundCount: 1,
    refundMinor: 50,
    refundTaxMinor: 2,
    tabGivenMinor: 60,
    tabPaidMinor: 330,
    floatMinor: 2000,
    cashSalesMinor: 220,
    cashTabMinor: 300,
    cashInMinor: 1000,
    cashOutMinor: 400,
    cashRefundMinor: 50,
    expectedMinor: 3070,
    drawerCount: 1,
    firstReceiptNo: '1-0001',
    lastReceiptNo: '1-0005',
    openedAt: '2026-11-27T00:00:00Z',
    closedAt: '2026-11-27T10:00:00Z',
    countedMinor: 3065,
    note: '少五塊',
  })
})

test('what an old device wrote badly counts for nothing, and the report comes up', () => {
  const odd = [
    event('sale.completed', { totalMinor: '12', lines: 'none', payments: [null, 7] }),
    event('shift.opened', { floatMinor: 1.5 }),
    event('cash.moved', {}),
  ]
  expect(summariseShift(SHIFT, odd)).toMatchObject({
    saleCount: 1,
    salesMinor: 0,
    expectedMinor: 0,
  })
})

test('tenders add up to the sales, and the drawer to its parts, whatever happened', () => {
  const amount = fc.integer({ min: 0, max: 100_000 })
  const payments = fc.array(
    fc.record({ tender: fc.constantFrom(...TENDERS), amountMinor: amount }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  const sale = payments.map((parts) =>
    event('sale.completed', {
      payments: parts,
      totalMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0),
    }),
  )
  const other = fc.oneof(
    amount.map((amountMinor) => event('cash.moved', { direction: 'in', amountMinor })),
    amount.map((amountMinor) => event('cash.moved', { direction: 'out', amountMinor })),
    amount.map((amountMinor) => event('tab.paid', { tender: 'cash', amountMinor })),
    payments.map((parts) => event('sale.refunded', { payments: parts })),
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(sale, other)), fc.array(fc.oneof(sale, other)), (some, more) => {
      const all = summariseShift(SHIFT, [...some, ...more])
      const sum = all.tenders.reduce((total, each) => total + each.amountMinor, 0)
      expect(sum).toBe(all.salesMinor)
      expect(all.expectedMinor).toBe(expectedCash(all))
      // Two halves come to the whole: nothing depends on where an X report was taken.
      const [first, second] = [summariseShift(SHIFT, some), summariseShift(SHIFT, more)]
      expect(first.expectedMinor + second.expectedMinor).toBe(all.expectedMinor)
      expect(first.salesMinor + second.salesMinor).toBe(all.salesMinor)
    }),
  )
})

test('notes and coins', () => {
  expect(
    sumCounts([
      { denominationMinor: 1000, count: 2 },
      { denominationMinor: 5, count: 3 },
    ]),
  ).toBe(2015)
})
