import { recordUsage } from '#modules/billing/index.ts'
import { postEntries } from '#modules/bookkeeping/index.ts'
import { ensureCustomers } from '#modules/crm/index.ts'
import { issueStock } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { emitAll } from '#modules/kernel/outbox.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { drawerOpened, saleCompleted } from './events.ts'
import { findUnapproved } from './find-unapproved.ts'
import { noteLateCash } from './note-late-cash.ts'
import { putOnTabs } from './put-on-tabs.ts'
import { type CostedSale, insertSales, type SaleToRecord } from './repository.ts'
import { sumExchanges } from './repository-refund.ts'
import { salePostings } from './sale-postings.ts'

/**
 * Records paid sales: sale, lines, payments, stock, tabs, balanced entries, usage, audit, announcement.
 * All of it for all of them, or nothing. The number of statements does not grow with the sales.
 *
 * @returns per sale what its goods had cost, and why a person should look at it, if anybody should.
 */
export async function recordSales(
  tx: Tx,
  sales: readonly SaleToRecord[],
): Promise<{ costMinor: number; flags: string[] }[]> {
  if (sales.length === 0) return []
  const lines = sales.flatMap((sale) =>
    sale.body.lines.map((line, position) => ({ sale, line, position })),
  )
  const issued = await issueStock(
    tx,
    lines.map(({ sale, line, position }) => ({
      productId: line.productId,
      quantityMilli: line.quantityMilli,
      kind: 'sale' as const,
      sourceType: 'sale',
      sourceId: sale.body.saleId,
      sourceLine: position,
      occurredAt: new Date(sale.body.soldAt),
      locationId: sale.locationId,
    })),
  )
  const costs = lines.map(({ sale }, index) => ({ sale, ...issued[index] }))
  const results = sales.map((sale) => {
    const own = costs.filter((each) => each.sale === sale)
    return {
      sale,
      lineCosts: own.map((each) => each.costMinor ?? 0),
      costMinor: own.reduce((sum, each) => sum + (each.costMinor ?? 0), 0),
      isStockNegative: own.some((each) => each.isNegative === true),
      businessDate: dayIn(sale.timeZone, new Date(sale.body.soldAt)),
    }
  })
  const unknown = await ensureCustomers(
    tx,
    sales.flatMap(({ body }) => body.customerId ?? []),
  )
  // None of these needs another's answer, so they share one round trip.
  const [overLimit] = await Promise.all([
    putOnTabs(tx, sales),
    insertSales(tx, results),
    postEntries(tx, results.map(entryOf)),
    recordUsage(tx, sales.map(usageOf)),
    recordAudit(tx, ...sales.map(traceOf)),
    emitAll(tx, saleCompleted, sales.map(announcementOf)),
    emitAll(tx, drawerOpened, sales.flatMap(openingOf)),
  ])
  const unmatched = await findUnmatchedExchanges(tx, sales)
  const unapproved = await findUnapproved(tx, sales, overLimit)
  const late = await noteLateCash(tx, results.flatMap(shiftCashOf))
  return results.map(({ sale, costMinor, isStockNegative }) => ({
    costMinor,
    flags: [
      ...(late.has(sale.body.saleId) ? ['late_shift'] : []),
      ...(isStockNegative ? ['stock_negative'] : []),
      ...(unmatched.has(sale) ? ['exchange_mismatch'] : []),
      ...(unknown.has(sale.body.customerId ?? '') ? ['unknown_customer'] : []),
      ...(overLimit.has(sale) ? ['over_tab_limit'] : []),
      ...(unapproved.has(sale) ? ['approval_missing'] : []),
    ],
  }))
}

/** Sales that were paid with goods that came back, where the refund says another amount. */
async function findUnmatchedExchanges(
  tx: Tx,
  sales: readonly SaleToRecord[],
): Promise<ReadonlySet<SaleToRecord>> {
  const isExchange = ({ body }: SaleToRecord) =>
    body.exchangeRefundId !== undefined ||
    body.payments.some((payment) => payment.tender === 'exchange')
  const exchanges = sales.filter(isExchange)
  if (exchanges.length === 0) return new Set()
  const refundIds = exchanges.flatMap(({ body }) => body.exchangeRefundId ?? [])
  const rests = await sumExchanges(tx, refundIds)
  return new Set(
    exchanges.filter(({ body: { exchangeRefundId } }) =>
      exchangeRefundId === undefined ? true : rests.get(exchangeRefundId) !== 0,
    ),
  )
}

const entryOf = ({ sale, businessDate, costMinor }: CostedSale) => ({
  kind: 'sale',
  postedOn: businessDate,
  sourceType: 'sale',
  sourceId: sale.body.saleId,
  memo: sale.body.receiptNo,
  costCentreId: sale.costCentreId,
  postings: salePostings(sale.body, costMinor),
})

function shiftCashOf({ sale: { body, shiftId }, businessDate }: CostedSale) {
  if (shiftId === null) return []
  const cash = body.payments.filter((payment) => payment.tender === 'cash')
  const cashMinor = cash.reduce((sum, payment) => sum + payment.amountMinor, 0)
  return [{ shiftId, sourceType: 'sale', sourceId: body.saleId, cashMinor, day: businessDate }]
}

const usageOf = ({ body }: SaleToRecord) => ({
  meter: 'sale' as const,
  quantity: 1,
  sourceType: 'sale',
  sourceId: body.saleId,
  occurredAt: new Date(body.soldAt),
})

const traceOf = ({ body, channel }: SaleToRecord) => ({
  action: 'pos.sale_recorded',
  targetType: 'sale',
  targetId: body.saleId,
  detail: { channel, receiptNo: body.receiptNo, totalMinor: body.totalMinor },
})

const openingOf = ({ body }: SaleToRecord) =>
  body.opensDrawer ? [{ openId: body.saleId, openedAt: body.soldAt }] : []

const announcementOf = ({ body }: SaleToRecord) => ({
  saleId: body.saleId,
  wantsReceipt: body.wantsReceipt,
  tookCash: body.payments.some((payment) => payment.tender === 'cash'),
})
