import { scaleRounded } from '#modules/kernel/shared.ts'
import { TENDERS, type Tender } from './shared-journal.ts'

/** An entry of a journal, wherever it lies. */
export interface ShiftEvent {
  type: string
  body: Readonly<Record<string, unknown>>
}

export interface TenderSum {
  tender: Tender
  amountMinor: number
}

/** Everything a report says of one shift. Whole NT$. */
export interface ShiftSummary {
  saleCount: number
  salesMinor: number
  /** How sales were paid; adds up to `salesMinor`. Ways that were not used are left out. */
  tenders: TenderSum[]
  discountMinor: number
  taxMinor: number
  voidedCount: number
  voidedMinor: number
  refundCount: number
  refundMinor: number
  refundTaxMinor: number
  tabGivenMinor: number
  tabPaidMinor: number
  floatMinor: number
  /** Cash that stayed of sales: change is no part of it. */
  cashSalesMinor: number
  cashTabMinor: number
  cashInMinor: number
  cashOutMinor: number
  cashRefundMinor: number
  /** What should lie in the drawer. */
  expectedMinor: number
  drawerCount: number
  firstReceiptNo: string | null
  lastReceiptNo: string | null
}

/** A shift as its own device knows it: the sums, and how it began and ended. */
export interface ShiftReport extends ShiftSummary {
  openedAt: string | null
  closedAt: string | null
  countedMinor: number | null
  note: string | null
}

/** Counted less expected: positive is too much in the drawer. */
export const differenceOf = (countedMinor: number, expectedMinor: number): number =>
  countedMinor - expectedMinor

/** What should lie in the drawer, from the parts that move it. */
export const expectedCash = (
  parts: Pick<
    ShiftSummary,
    | 'floatMinor'
    | 'cashSalesMinor'
    | 'cashTabMinor'
    | 'cashInMinor'
    | 'cashOutMinor'
    | 'cashRefundMinor'
  >,
): number =>
  parts.floatMinor +
  parts.cashSalesMinor +
  parts.cashTabMinor +
  parts.cashInMinor -
  parts.cashOutMinor -
  parts.cashRefundMinor

/** What notes and coins come to. */
export const sumCounts = (
  counts: readonly { denominationMinor: number; count: number }[],
): number => counts.reduce((sum, each) => sum + each.denominationMinor * each.count, 0)

/**
 * Adds up one shift from the entries of a journal, in their order. Pure, and from nothing but what
 * the device wrote: the same without a network. Entries of other shifts are passed over.
 */
export function summariseShift(shiftId: string, events: readonly ShiftEvent[]): ShiftReport {
  const report = newReport()
  const tenders = new Map<Tender, number>()
  for (const { type, body } of events) {
    if (body.shiftId === shiftId) ADDERS[type]?.(report, body, tenders)
  }
  return {
    ...report,
    tenders: TENDERS.flatMap((tender) => {
      const amountMinor = tenders.get(tender) ?? 0
      return amountMinor === 0 ? [] : [{ tender, amountMinor }]
    }),
    expectedMinor: expectedCash(report),
  }
}

type Body = ShiftEvent['body']
type Adder = (report: ShiftReport, body: Body, tenders: Map<Tender, number>) => void

const ADDERS: Record<string, Adder | undefined> = {
  'shift.opened': (report, body) => {
    report.openedAt = text(body.openedAt)
    report.floatMinor = amount(body.floatMinor)
  },
  'sale.completed': addSale,
  'sale.refunded': (report, body) => {
    report.refundCount += 1
    report.refundMinor += amount(body.totalMinor)
    report.refundTaxMinor += amount(body.taxMinor)
    report.cashRefundMinor += paidIn(body, 'cash')
    noteReceipt(report, body)
  },
  'tab.paid': (report, body) => {
    report.tabPaidMinor += amount(body.amountMinor)
    if (body.tender === 'cash') report.cashTabMinor += amount(body.amountMinor)
    noteReceipt(report, body)
  },
  'tab.payment_undone': (report, body) => {
    report.tabPaidMinor -= amount(body.amountMinor)
    if (body.tender === 'cash') report.cashTabMinor -= amount(body.amountMinor)
  },
  'cash.moved': (report, body) => {
    if (body.direction === 'in') report.cashInMinor += amount(body.amountMinor)
    else report.cashOutMinor += amount(body.amountMinor)
  },
  'drawer.opened': (report) => {
    report.drawerCount += 1
  },
  'shift.closed': (report, body) => {
    report.closedAt = text(body.closedAt)
    report.countedMinor = amount(body.countedMinor)
    report.note = text(body.note)
  },
}

function addSale(report: ShiftReport, body: Body, tenders: Map<Tender, number>): void {
  report.saleCount += 1
  report.salesMinor += amount(body.totalMinor)
  report.taxMinor += amount(body.taxMinor)
  const lines = list(body.lines)
  const grossMinor = lines.reduce((sum, line) => sum + grossOf(line), 0)
  report.discountMinor += Math.max(0, grossMinor - amount(body.totalMinor))
  const voided = list(body.voidedLines)
  report.voidedCount += voided.length
  report.voidedMinor += voided.reduce((sum, line) => sum + amount(line.amountMinor), 0)
  for (const tender of TENDERS) {
    tenders.set(tender, (tenders.get(tender) ?? 0) + paidIn(body, tender))
  }
  report.cashSalesMinor += paidIn(body, 'cash')
  report.tabGivenMinor += paidIn(body, 'tab')
  noteReceipt(report, body)
}

/** Quantity times price before any discount, rounded as `priceCart` rounds; a label's amount stands. */
function grossOf(line: Body): number {
  if (typeof line.fixedAmountMinor === 'number') return amount(line.fixedAmountMinor)
  return scaleRounded(amount(line.unitPriceMinor), amount(line.quantityMilli), 1000)
}

function paidIn(body: Body, tender: Tender): number {
  const parts = list(body.payments).filter((part) => part.tender === tender)
  return parts.reduce((sum, part) => sum + amount(part.amountMinor), 0)
}

function noteReceipt(report: ShiftReport, body: Body): void {
  const receiptNo = text(body.receiptNo)
  report.firstReceiptNo ??= receiptNo
  report.lastReceiptNo = receiptNo ?? report.lastReceiptNo
}

/** What a device wrote long ago is read with care: a report must always come up. */
const amount = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : 0

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null

const list = (value: unknown): Body[] => (Array.isArray(value) ? value.filter(isBody) : [])

const newReport = (): ShiftReport => ({
  saleCount: 0,
  salesMinor: 0,
  tenders: [],
  discountMinor: 0,
  taxMinor: 0,
  voidedCount: 0,
  voidedMinor: 0,
  refundCount: 0,
  refundMinor: 0,
  refundTaxMinor: 0,
  tabGivenMinor: 0,
  tabPaidMinor: 0,
  floatMinor: 0,
  cashSalesMinor: 0,
  cashTabMinor: 0,
  cashInMinor: 0,
  cashOutMinor: 0,
  cashRefundMinor: 0,
  expectedMinor: 0,
  drawerCount: 0,
  firstReceiptNo: null,
  lastReceiptNo: null,
  openedAt: null,
  closedAt: null,
  countedMinor: null,
  note: null,
})
