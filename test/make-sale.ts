import { recordUsage } from '#modules/billing/index.ts'
import { postEntries } from '#modules/bookkeeping/index.ts'
import type { AccountName } from '#modules/bookkeeping/shared.ts'
import { issueStock, receiveStock } from '#modules/inventory/index.ts'
import type { TaxClass } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { priceCart, type Tender } from '#modules/pos/shared.ts'

export interface MadeProduct {
  id: string
  name: string
  unit: string
  priceMinor: number
  taxClass: TaxClass
}

/** A product with stock and a cost, as a shop has it after its first delivery. */
export async function makeStockedProduct(
  tx: Tx,
  options: {
    name?: string
    unit?: string
    priceMinor?: number
    costMinor?: number | null
    stockMilli?: number
    reorderLevelMilli?: number
    taxClass?: TaxClass
  } = {},
): Promise<MadeProduct> {
  const product = {
    id: newId(),
    name: options.name ?? '鮪魚罐頭',
    unit: options.unit ?? 'can',
    priceMinor: options.priceMinor ?? 42,
    taxClass: options.taxClass ?? ('taxable' as const),
  }
  const costMinor = options.costMinor === undefined ? 30 : options.costMinor
  await tx
    .insertInto('product')
    .values({ ...product, costMinor, reorderLevelMilli: options.reorderLevelMilli ?? null })
    .execute()
  const stockMilli = options.stockMilli ?? 100_000
  if (stockMilli > 0) {
    const valueMinor = Math.round(((costMinor ?? 0) * stockMilli) / 1000)
    const id = newId()
    const received = {
      productId: product.id,
      quantityMilli: stockMilli,
      valueMinor,
      kind: 'opening' as const,
      sourceType: 'opening',
      sourceId: id,
      sourceLine: 0,
      occurredAt: new Date('2026-01-01T00:00:00Z'),
    }
    await receiveStock(tx, [received])
    await postEntries(tx, [
      {
        kind: 'opening',
        postedOn: '2026-01-01',
        sourceType: 'opening',
        sourceId: id,
        postings: [
          { account: 'inventory', amountMinor: valueMinor },
          { account: 'capital', amountMinor: -valueMinor },
        ],
      },
    ])
  }
  return product
}

/** A till of the shop with its journal. */
export async function makeTill(
  tx: Tx,
  options: { number?: number; name?: string; lastSeenAt?: Date } = {},
): Promise<string> {
  const id = newId()
  const number = options.number ?? 1
  await tx
    .insertInto('till')
    .values({
      id,
      number,
      name: options.name ?? `${number} 號機`,
      lastSeenAt: options.lastSeenAt ?? null,
    })
    .execute()
  await tx.insertInto('tillJournal').values({ tillId: id, journalId: newId() }).execute()
  return id
}

export interface SaleToMake {
  id?: string
  /** An instant, `2026-11-23T03:10:00Z`; the business day is the one in Taipei. */
  soldAt: string
  lines: { product: MadeProduct; quantityMilli?: number; discountMinor?: number }[]
  cartDiscountMinor?: number
  /** All in cash unless told. Must add up to the total. */
  payments?: { tender: Tender; amountMinor: number; tenderedMinor?: number }[]
  voided?: { name: string; amountMinor: number; reason: string }[]
  tillId?: string
  cashierId?: string
  customerName?: string
  receiptNo?: string
  taxRatePpm?: number
}

const TENDER_ACCOUNT = {
  cash: 'cash',
  card: 'cardReceivable',
  line_pay: 'mobileReceivable',
  jkopay: 'mobileReceivable',
  transfer: 'bank',
  voucher: 'vouchers',
  tab: 'customerReceivable',
  exchange: 'exchangeClearing',
} as const satisfies Record<Tender, AccountName>

/**
 * Writes a sale with lines, payments, stock moves, entry and usage straight into the tables, so that
 * tests of reports can place sales in any hour and need no till.
 */
export async function makeSale(tx: Tx, sale: SaleToMake) {
  const id = sale.id ?? newId()
  const soldAt = new Date(sale.soldAt)
  const businessDate = dayIn('Asia/Taipei', soldAt)
  const rate = sale.taxRatePpm ?? 50_000
  const lines = sale.lines.map((line) => ({ quantityMilli: 1000, ...line }))
  const priced = priceCart({
    lines: lines.map(({ product, quantityMilli, discountMinor }) => ({
      quantityMilli,
      unitPriceMinor: product.priceMinor,
      taxClass: product.taxClass,
      discount: discountMinor ? { kind: 'amount', amountMinor: discountMinor } : undefined,
    })),
    discount: sale.cartDiscountMinor
      ? { kind: 'amount', amountMinor: sale.cartDiscountMinor }
      : undefined,
    taxRates: { taxable: rate, zero: 0, exempt: 0 },
    taxMethod: 'per_document',
  })
  const issued = await issueStock(
    tx,
    lines.map(({ product, quantityMilli }, position) => ({
      productId: product.id,
      quantityMilli,
      kind: 'sale' as const,
      sourceType: 'sale',
      sourceId: id,
      sourceLine: position,
      occurredAt: soldAt,
    })),
  )
  const costMinor = issued.reduce((sum, each) => sum + each.costMinor, 0)
  await tx
    .insertInto('sale')
    .values({
      id,
      channel: sale.tillId === undefined ? 'api' : 'till',
      tillId: sale.tillId ?? null,
      receiptNo: sale.receiptNo ?? `1-${id.slice(-4)}`,
      businessDate,
      soldAt,
      cashierId: sale.cashierId ?? null,
      subtotalMinor: priced.subtotalMinor,
      discountMinor: priced.discountMinor,
      totalMinor: priced.totalMinor,
      taxMinor: priced.taxMinor,
      taxMethod: 'per_document',
      costMinor,
    })
    .execute()
  await tx
    .insertInto('saleLine')
    .values(
      lines.map(({ product, quantityMilli }, position) => {
        const line = priced.lines[position]
        return {
          saleId: id,
          position,
          productId: product.id,
          name: product.name,
          unit: product.unit,
          quantityMilli,
          unitPriceMinor: product.priceMinor,
          discountMinor: line?.discountMinor ?? 0,
          cartDiscountMinor: line?.cartDiscountMinor ?? 0,
          totalMinor: line?.totalMinor ?? 0,
          taxClass: product.taxClass,
          taxRatePpm: line?.taxRatePpm ?? 0,
          taxMinor: line?.taxMinor ?? 0,
          costMinor: issued[position]?.costMinor ?? 0,
        }
      }),
    )
    .execute()
  const payments = sale.payments ?? [{ tender: 'cash' as const, amountMinor: priced.totalMinor }]
  await insertBeside(tx, id, sale, payments)
  await postEntries(tx, [
    {
      kind: 'sale',
      postedOn: businessDate,
      sourceType: 'sale',
      sourceId: id,
      memo: sale.receiptNo ?? '',
      postings: [
        ...payments.map(({ tender, amountMinor }) => ({
          account: TENDER_ACCOUNT[tender],
          amountMinor,
        })),
        { account: 'sales', amountMinor: priced.taxMinor - priced.totalMinor },
        { account: 'outputTax', amountMinor: -priced.taxMinor },
        { account: 'costOfSales', amountMinor: costMinor },
        { account: 'inventory', amountMinor: -costMinor },
      ],
    },
  ])
  await recordUsage(tx, [
    { meter: 'sale', quantity: 1, sourceType: 'sale', sourceId: id, occurredAt: soldAt },
  ])
  return { id, totalMinor: priced.totalMinor, taxMinor: priced.taxMinor, costMinor }
}

async function insertBeside(
  tx: Tx,
  saleId: string,
  sale: SaleToMake,
  payments: NonNullable<SaleToMake['payments']>,
): Promise<void> {
  await tx
    .insertInto('salePayment')
    .values(
      payments.map((payment, position) => ({
        saleId,
        position,
        tenderedMinor: payment.amountMinor,
        ...payment,
      })),
    )
    .execute()
  if (sale.voided && sale.voided.length > 0) {
    await tx
      .insertInto('saleLineVoid')
      .values(
        sale.voided.map((line, position) => ({ saleId, position, quantityMilli: 1000, ...line })),
      )
      .execute()
  }
  if (sale.customerName !== undefined) {
    await tx
      .insertInto('salePersonal')
      .values({ saleId, customerName: sale.customerName })
      .execute()
  }
}

/** An event that a till sent and that a person should look at. */
export async function makeHelpEvent(
  tx: Tx,
  event: {
    tillId: string
    disposition: 'posted' | 'posted_flagged' | 'quarantined'
    reasons: string[]
    body?: Record<string, unknown>
    seq?: number
    receivedAt?: Date
  },
): Promise<string> {
  const eventId = newId()
  const receivedAt = event.receivedAt ?? new Date()
  await tx
    .insertInto('tillEvent')
    .values({
      eventId,
      tillId: event.tillId,
      journalId: newId(),
      seq: event.seq ?? 1,
      type: 'sale.completed',
      schemaVersion: 1,
      body: JSON.stringify(event.body ?? {}),
      bodyHash: eventId.replaceAll('-', '').padEnd(64, '0'),
      wallAt: receivedAt,
      receivedAt,
      disposition: event.disposition,
      reasons: event.reasons,
    })
    .execute()
  return eventId
}
