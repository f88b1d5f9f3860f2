/** What a device's journal is made of: for till and server alike, and light enough for any device. */

/** How a customer can pay. All but cash are confirmed by the cashier's eyes, and recorded so. */
export const TENDERS = [
  'cash',
  'card',
  'line_pay',
  'jkopay',
  'transfer',
  'voucher',
  /** On the customer's tab (賒帳): nothing is handed over now. */
  'tab',
  /** Goods that came back pay for goods that go out: the two halves of an exchange meet here. */
  'exchange',
] as const
export type Tender = (typeof TENDERS)[number]

/** Ways to pay that a machine may report: it has no customers and takes nothing back. */
export const API_TENDERS = ['cash', 'card', 'line_pay', 'jkopay', 'transfer', 'voucher'] as const

/** Notes and coins of the New Taiwan dollar that a drawer is counted by, the largest first. */
export const DENOMINATIONS = [2000, 1000, 500, 200, 100, 50, 20, 10, 5, 1] as const

/** Why money goes into the drawer or out of it beside sales; `till:cash_reason` has the words. */
export const CASH_REASONS = ['change', 'bank', 'supplier', 'expense', 'owner', 'other'] as const
export type CashReason = (typeof CASH_REASONS)[number]

/** Why a drawer was opened without a sale. */
export const DRAWER_REASONS = ['change', 'check', 'customer', 'other'] as const
export type DrawerReason = (typeof DRAWER_REASONS)[number]

/** Why goods came back. */
export const REFUND_REASONS = ['mistake', 'defect', 'changed_mind', 'other'] as const
export type RefundReason = (typeof REFUND_REASONS)[number]

/** What needs somebody in charge; the tenant's rules say from where on. */
export const APPROVALS = ['refund', 'discount', 'drawer', 'price', 'tab_limit', 'cash'] as const
export type ApprovalKind = (typeof APPROVALS)[number]

/** How a question about a scam ended at the till. */
export const SCAM_OUTCOMES = ['went_on', 'stopped', 'called_165'] as const
export type ScamOutcome = (typeof SCAM_OUTCOMES)[number]

/** What a device notes about itself. */
export const DEVICE_REPORTS = [
  'journal_recovered',
  'journal_hole',
  'storage_lost',
  'numbers_burned',
  'clock_jump',
] as const
export type DeviceReportKind = (typeof DEVICE_REPORTS)[number]

/** What a till knows of a paper that it printed itself. */
export const PAPER_STATES = ['sent', 'printed', 'failed', 'unknown'] as const

/** Every kind of entry a journal may hold; `EVENT_BODIES` has what each says. */
export const EVENT_TYPES = [
  'sale.completed',
  'sale.refunded',
  'shift.opened',
  'shift.closed',
  'cash.moved',
  'drawer.opened',
  'customer.created',
  'tab.paid',
  'tab.payment_undone',
  'scam.paused',
  'receipt.reprinted',
  'receipt.mailed',
  'paper.reported',
  'cashier.signed_in',
  'pin.locked_out',
  'device.reported',
] as const
export type TillEventType = (typeof EVENT_TYPES)[number]

/** The version of the bodies. Older ones are upcast by the server, never refused. */
export const EVENT_SCHEMA_VERSION = 1

/** At most this many events travel in one request. */
export const MAX_BATCH = 100

/** What may be erased later; it travels beside the body and outside its hash. */
export interface PersonalData {
  customerName?: string | undefined
  customerPhone?: string | undefined
  customerEmail?: string | undefined
}

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
export const hashedText = (event: {
  type: string
  schemaVersion: number
  body: Record<string, unknown>
  prevHash: string
}): string => canonicalJson([event.prevHash, event.type, event.schemaVersion, event.body])

/** What an entry is worth in money, in whole NT$; undefined for one that is about something else. */
export function worthOf({
  type,
  body,
}: {
  type: string
  body: Record<string, unknown>
}): number | undefined {
  const key = MONEY[type]
  if (key === undefined) return undefined
  const amount = body[key]
  return typeof amount === 'number' && Number.isSafeInteger(amount) ? Math.abs(amount) : 0
}

const MONEY: Readonly<Record<string, string>> = {
  'sale.completed': 'totalMinor',
  'sale.refunded': 'totalMinor',
  'tab.paid': 'amountMinor',
  'tab.payment_undone': 'amountMinor',
  'cash.moved': 'amountMinor',
}
