import { z } from 'zod'
import {
  MAX_AMOUNT_MINOR,
  MAX_QUANTITY_MILLI,
  SOLD_BY,
  TAX_CLASSES,
} from '#modules/inventory/shared.ts'

/** How a customer can pay. All but cash are confirmed by the cashier's eyes, and recorded so. */
export const TENDERS = ['cash', 'card', 'line_pay', 'jkopay', 'transfer', 'voucher'] as const
export type Tender = (typeof TENDERS)[number]

const amount = z.number().int().min(0).max(MAX_AMOUNT_MINOR)
const quantity = z.number().int().min(1).max(MAX_QUANTITY_MILLI)

export const DiscountInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), amountMinor: amount }),
  z.strictObject({ kind: z.literal('percent'), ratePpm: z.number().int().min(0).max(1_000_000) }),
])

/** A line as it was priced on the device; names and prices are those the customer saw. */
export const SoldLine = z.strictObject({
  productId: z.uuid(),
  name: z.string().min(1).max(200),
  unit: z.string().min(1).max(20),
  soldBy: z.enum(SOLD_BY),
  taxClass: z.enum(TAX_CLASSES),
  quantityMilli: quantity,
  unitPriceMinor: amount,
  discount: DiscountInput.optional(),
  /** Set when a price label was scanned; see `LineToPrice.fixedAmountMinor`. */
  fixedAmountMinor: amount.optional(),
  /** What the device priced, kept word for word and compared with the server's own sum. */
  totalMinor: amount,
  taxMinor: amount,
})
export type SoldLine = z.infer<typeof SoldLine>

export const SoldPayment = z.strictObject({
  tender: z.enum(TENDERS),
  /** The part of the total this pays. */
  amountMinor: amount,
  /** What the customer handed over; more than the amount only in cash. */
  tenderedMinor: amount,
  reference: z.string().trim().max(80).optional(),
})
export type SoldPayment = z.infer<typeof SoldPayment>

/** A line that was taken out of the cart before paying, with the cashier's reason. */
export const VoidedLine = z.strictObject({
  productId: z.uuid().optional(),
  name: z.string().min(1).max(200),
  quantityMilli: quantity,
  amountMinor: amount,
  reason: z.string().trim().min(1).max(120),
})
export type VoidedLine = z.infer<typeof VoidedLine>

/** `sale.completed`: everything the books need to know about a paid sale. */
export const SaleCompletedBody = z.strictObject({
  saleId: z.uuid(),
  shiftId: z.uuid(),
  /** The till's number and its own count, e.g. `1-0231`. Not an invoice number. */
  receiptNo: z.string().min(1).max(30),
  soldAt: z.iso.datetime(),
  cashierId: z.uuid(),
  lines: z.array(SoldLine).min(1).max(500),
  voidedLines: z.array(VoidedLine).max(500).default([]),
  discount: DiscountInput.optional(),
  payments: z.array(SoldPayment).min(1).max(10),
  totalMinor: amount,
  taxMinor: amount,
  taxMethod: z.enum(['per_line', 'per_document']),
  taxRates: z.record(z.enum(TAX_CLASSES), z.number().int().min(0).max(1_000_000)),
  /** The customer wants paper: the shop's printer is asked for it once the sale has arrived. */
  wantsReceipt: z.boolean().default(false),
  /** Whether a name stands in `personal`; the name itself is no part of the books. */
  hasCustomer: z.boolean().default(false),
})
export type SaleCompletedBody = z.infer<typeof SaleCompletedBody>

/** `shift.opened`: who opened the till and what lay in the drawer. */
export const ShiftOpenedBody = z.strictObject({
  shiftId: z.uuid(),
  openedAt: z.iso.datetime(),
  cashierId: z.uuid(),
  floatMinor: amount,
})
export type ShiftOpenedBody = z.infer<typeof ShiftOpenedBody>

/** `receipt.reprinted`: a copy marked 補印 was asked for. */
export const ReceiptReprintedBody = z.strictObject({
  reprintId: z.uuid(),
  saleId: z.uuid(),
  reprintedAt: z.iso.datetime(),
  cashierId: z.uuid(),
})
export type ReceiptReprintedBody = z.infer<typeof ReceiptReprintedBody>

export const EVENT_BODIES = {
  'sale.completed': SaleCompletedBody,
  'shift.opened': ShiftOpenedBody,
  'receipt.reprinted': ReceiptReprintedBody,
} as const
export type TillEventType = keyof typeof EVENT_BODIES

/** The version of the bodies above. Older ones are upcast by the server, never refused. */
export const EVENT_SCHEMA_VERSION = 1

/**
 * One entry of a device's journal as it travels. The body is checked apart, so that a bad body
 * quarantines itself and not the sales behind it.
 */
export const TillEvent = z.strictObject({
  eventId: z.uuid(),
  /** Position in the journal, from 1, without gaps. */
  seq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  type: z.string().min(1).max(60),
  schemaVersion: z.number().int().min(1).max(1000),
  body: z.record(z.string(), z.unknown()),
  /** SHA-256, hex, of the canonical JSON of type, schemaVersion, body, and the hash before it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  prevHash: z.string().regex(/^[0-9a-f]{64}$/),
  wallAt: z.iso.datetime(),
  /** What may be erased later, outside the hash: never needed to keep the books. */
  personal: z.strictObject({ customerName: z.string().trim().min(1).max(120) }).optional(),
})
export type TillEvent = z.infer<typeof TillEvent>

/** At most this many events travel in one request. */
export const MAX_BATCH = 100

export const TillEventBatch = z.strictObject({
  tillId: z.uuid(),
  journalId: z.uuid(),
  shellVersion: z.string().max(40),
  events: z.array(TillEvent).max(MAX_BATCH),
})
export type TillEventBatch = z.infer<typeof TillEventBatch>

export type Disposition = 'posted' | 'posted_flagged' | 'quarantined' | 'duplicate' | 'fork' | 'gap'

/** The answer to a batch, always with HTTP 200: what became of each event. */
export interface TillEventReply {
  serverTime: string
  /** The last sequence number of this journal that stands in the database. */
  ackedSeq: number
  /** Set after a gap or when the server lost rows: send again from this number. */
  resendFrom?: number
  results: { eventId: string; disposition: Disposition; reasons: string[] }[]
}

/** The hash before the first event of a journal. */
export const FIRST_HASH = '0'.repeat(64)

/** JSON with sorted keys and without undefined, so that both ends hash the same bytes. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each)).join(',')}]`
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

/** The text that an event's hash is made of. */
export const hashedText = (
  event: Pick<TillEvent, 'type' | 'schemaVersion' | 'body' | 'prevHash'>,
): string => canonicalJson([event.prevHash, event.type, event.schemaVersion, event.body])
