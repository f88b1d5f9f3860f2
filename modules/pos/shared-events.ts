import { z } from 'zod'
import {
  MAX_AMOUNT_MINOR,
  MAX_QUANTITY_MILLI,
  SOLD_BY,
  TAX_CLASSES,
} from '#modules/inventory/shared.ts'
import {
  APPROVALS,
  CASH_REASONS,
  DENOMINATIONS,
  DEVICE_REPORTS,
  DRAWER_REASONS,
  MAX_BATCH,
  PAPER_STATES,
  REFUND_REASONS,
  SCAM_OUTCOMES,
  TENDERS,
  type TillEventType,
} from './shared-journal.ts'

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
  /** What the device's catalogue said, when the cashier asked for another price for this sale. */
  listPriceMinor: amount.optional(),
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

/** Somebody in charge agreed, at this till, with their PIN. */
export const Approval = z.strictObject({ kind: z.enum(APPROVALS), approvedById: z.uuid() })
export type Approval = z.infer<typeof Approval>

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
  /**
   * The customer wants paper, and the shop's printer is asked for it once the sale has arrived. A
   * till that prints the paper itself says no: one paper comes out, however late the sale arrives.
   */
  wantsReceipt: z.boolean().default(false),
  /** Cash was taken and no receipt is wanted: the shop's printer opens the drawer. */
  opensDrawer: z.boolean().optional(),
  /** Whether a name stands in `personal`; the name itself is no part of the books. */
  hasCustomer: z.boolean().default(false),
  /** A customer of the shop; needed by a payment on the tab. */
  customerId: z.uuid().optional(),
  /** The refund whose goods pay for a part of this sale (tender `exchange`). */
  exchangeRefundId: z.uuid().optional(),
  /** Who agreed to what the shop's rules ask somebody in charge for. */
  approvals: z.array(Approval).max(20).default([]),
})
export type SaleCompletedBody = z.infer<typeof SaleCompletedBody>

/** How many of each note and coin lay in the drawer. */
export const CashCount = z.strictObject({
  denominationMinor: z.union(DENOMINATIONS.map((each) => z.literal(each))),
  count: z.number().int().min(0).max(100_000),
})
export type CashCount = z.infer<typeof CashCount>
const cashCounts = z.array(CashCount).max(DENOMINATIONS.length).default([])

/** `shift.opened`: who opened the till and what lay in the drawer. */
export const ShiftOpenedBody = z.strictObject({
  shiftId: z.uuid(),
  openedAt: z.iso.datetime(),
  cashierId: z.uuid(),
  floatMinor: amount,
  /** How the float was counted; empty when it was typed as one sum, or not counted. */
  floatCounts: cashCounts,
})
export type ShiftOpenedBody = z.infer<typeof ShiftOpenedBody>

/** `shift.closed`: what was counted, without knowing what should be there, and what should have been. */
export const ShiftClosedBody = z.strictObject({
  shiftId: z.uuid(),
  closedAt: z.iso.datetime(),
  cashierId: z.uuid(),
  counts: cashCounts,
  countedMinor: amount,
  /** Float + cash taken + cash in - cash out - cash refunded, as this device knows it. */
  expectedMinor: z.number().int().min(-MAX_AMOUNT_MINOR).max(MAX_AMOUNT_MINOR),
  saleCount: z.number().int().min(0),
  note: z.string().trim().max(200).optional(),
  /** The shop's printer prints the report once this has arrived; left out when the till does. */
  wantsPaper: z.boolean().optional(),
})
export type ShiftClosedBody = z.infer<typeof ShiftClosedBody>

/** `cash.moved`: money that went into the drawer or out of it, beside sales. */
export const CashMovedBody = z.strictObject({
  moveId: z.uuid(),
  shiftId: z.uuid(),
  direction: z.enum(['in', 'out']),
  reason: z.enum(CASH_REASONS),
  amountMinor: amount.min(1),
  note: z.string().trim().max(120).optional(),
  movedAt: z.iso.datetime(),
  cashierId: z.uuid(),
  approvedById: z.uuid().optional(),
})
export type CashMovedBody = z.infer<typeof CashMovedBody>

/** `drawer.opened`: the drawer was opened without a sale. */
export const DrawerOpenedBody = z.strictObject({
  openId: z.uuid(),
  shiftId: z.uuid().optional(),
  reason: z.enum(DRAWER_REASONS),
  openedAt: z.iso.datetime(),
  cashierId: z.uuid(),
  approvedById: z.uuid().optional(),
  /** The till's own printer opened it; nobody else does. */
  isOpenedHere: z.boolean().optional(),
})
export type DrawerOpenedBody = z.infer<typeof DrawerOpenedBody>

/** `customer.created`: somebody new. Name and phone travel in `personal`, and can be forgotten. */
export const CustomerCreatedBody = z.strictObject({
  customerId: z.uuid(),
  createdAt: z.iso.datetime(),
  cashierId: z.uuid(),
})
export type CustomerCreatedBody = z.infer<typeof CustomerCreatedBody>

/** `tab.paid`: a customer paid off some or all of their tab. */
export const TabPaidBody = z.strictObject({
  paymentId: z.uuid(),
  customerId: z.uuid(),
  shiftId: z.uuid(),
  receiptNo: z.string().min(1).max(30),
  tender: z.enum(TENDERS).exclude(['tab', 'exchange']),
  amountMinor: amount.min(1),
  tenderedMinor: amount,
  paidAt: z.iso.datetime(),
  cashierId: z.uuid(),
  /** As in `shift.closed`. */
  wantsPaper: z.boolean().optional(),
})
export type TabPaidBody = z.infer<typeof TabPaidBody>

/**
 * `tab.payment_undone`: a payment of a tab that was pressed by mistake is taken back altogether. It
 * names the money of its payment again, so that a device adds up its drawer from its own words.
 */
export const TabPaymentUndoneBody = z.strictObject({
  undoId: z.uuid(),
  paymentId: z.uuid(),
  customerId: z.uuid(),
  shiftId: z.uuid(),
  tender: TabPaidBody.shape.tender,
  amountMinor: TabPaidBody.shape.amountMinor,
  undoneAt: z.iso.datetime(),
  cashierId: z.uuid(),
})
export type TabPaymentUndoneBody = z.infer<typeof TabPaymentUndoneBody>

/** Some or all of one line of a sale that comes back. */
export const RefundedLine = z.strictObject({
  /** The line's place in the sale, from 0. */
  position: z.number().int().min(0).max(499),
  productId: z.uuid(),
  name: z.string().min(1).max(200),
  unit: z.string().min(1).max(20),
  quantityMilli: quantity,
  /** What goes back for it: its share of what was paid for the line, discounts taken off. */
  totalMinor: amount,
  taxMinor: amount,
  /** Back on the shelf; false when it can't be sold any more. */
  isRestocked: z.boolean(),
})
export type RefundedLine = z.infer<typeof RefundedLine>

/**
 * `sale.refunded`: goods of one sale come back, and money goes back. `void` undoes a whole sale of
 * this shift that should never have been.
 */
export const SaleRefundedBody = z.strictObject({
  refundId: z.uuid(),
  saleId: z.uuid(),
  shiftId: z.uuid(),
  kind: z.enum(['refund', 'void']),
  receiptNo: z.string().min(1).max(30),
  refundedAt: z.iso.datetime(),
  cashierId: z.uuid(),
  approvedById: z.uuid().optional(),
  reason: z.enum(REFUND_REASONS),
  lines: z.array(RefundedLine).min(1).max(500),
  payments: z
    .array(z.strictObject({ tender: z.enum(TENDERS), amountMinor: amount }))
    .min(1)
    .max(10),
  totalMinor: amount,
  taxMinor: amount,
  /** Whose tab the money goes back to, when it does. */
  customerId: z.uuid().optional(),
  wantsReceipt: z.boolean().default(false),
  /** As in `sale.completed`. */
  opensDrawer: z.boolean().optional(),
})
export type SaleRefundedBody = z.infer<typeof SaleRefundedBody>

/** `scam.paused`: the questions before goods that scammers ask for. Says nothing of the person. */
export const ScamPausedBody = z.strictObject({
  pauseId: z.uuid(),
  shiftId: z.uuid().optional(),
  pausedAt: z.iso.datetime(),
  amountMinor: amount,
  outcome: z.enum(SCAM_OUTCOMES),
  /** Answers to the three questions; left out where nobody answered. */
  answers: z.strictObject({
    wasAsked: z.boolean().optional(),
    neverMet: z.boolean().optional(),
    isHurried: z.boolean().optional(),
  }),
})
export type ScamPausedBody = z.infer<typeof ScamPausedBody>

/** `receipt.reprinted`: a copy marked 補印 was asked for. */
export const ReceiptReprintedBody = z.strictObject({
  reprintId: z.uuid(),
  saleId: z.uuid(),
  reprintedAt: z.iso.datetime(),
  cashierId: z.uuid(),
  /** The till prints the copy itself; the shop's printer is not asked. */
  isPrintedHere: z.boolean().optional(),
})
export type ReceiptReprintedBody = z.infer<typeof ReceiptReprintedBody>

/** `receipt.mailed`: the customer wants their receipt by e-mail; the address travels in `personal`. */
export const ReceiptMailedBody = z.strictObject({
  mailId: z.uuid(),
  saleId: z.uuid(),
  askedAt: z.iso.datetime(),
  cashierId: z.uuid(),
})
export type ReceiptMailedBody = z.infer<typeof ReceiptMailedBody>

const Word = z.string().regex(/^[a-z_]{1,40}$/)

/**
 * `paper.reported`: what became of a paper that the till printed itself. A paper that was tried
 * again is told of again, with the next `attempt`.
 */
export const PaperReportedBody = z.strictObject({
  reportId: z.uuid(),
  /** Names the paper: one job is one paper. */
  jobId: z.uuid(),
  /** The till's own printer, as it was set up there. */
  printer: z.strictObject({
    id: z.uuid(),
    name: z.string().trim().min(1).max(60),
    widthDots: z.union([z.literal(384), z.literal(576)]),
    hasCutter: z.boolean(),
    hasDrawer: z.boolean(),
  }),
  /** The kind of the document, e.g. `receipt`. */
  kind: Word,
  /** What the paper is about, e.g. `sale` and its id. */
  sourceType: Word,
  sourceId: z.uuid(),
  copyNo: z.number().int().min(1).max(1000),
  attempt: z.number().int().min(1).max(1000),
  /** `sent`: the printer took every byte. `printed`: a person saw the paper. */
  status: z.enum(PAPER_STATES),
  /** A key of the errors: `printing.interrupted`. */
  error: z.string().max(80).optional(),
  at: z.iso.datetime(),
})
export type PaperReportedBody = z.infer<typeof PaperReportedBody>

/** `cashier.signed_in`: who took the till over, by PIN (or, in a shop without PINs, by a tap). */
export const CashierSignedInBody = z.strictObject({
  cashierId: z.uuid(),
  signedInAt: z.iso.datetime(),
  method: z.enum(['pin', 'no_pin']),
})
export type CashierSignedInBody = z.infer<typeof CashierSignedInBody>

/** `pin.locked_out`: too many wrong PINs for one name. */
export const PinLockedOutBody = z.strictObject({
  cashierId: z.uuid(),
  lockedAt: z.iso.datetime(),
  failures: z.number().int().min(1).max(1000),
})
export type PinLockedOutBody = z.infer<typeof PinLockedOutBody>

/** `device.reported`: something happened to the device that its shop should know of. */
export const DeviceReportedBody = z.strictObject({
  reportId: z.uuid(),
  kind: z.enum(DEVICE_REPORTS),
  reportedAt: z.iso.datetime(),
  detail: z.record(z.string().max(40), z.union([z.string().max(200), z.number()])),
})
export type DeviceReportedBody = z.infer<typeof DeviceReportedBody>

/** What each kind of entry says. */
export const EVENT_BODIES = {
  'sale.completed': SaleCompletedBody,
  'sale.refunded': SaleRefundedBody,
  'shift.opened': ShiftOpenedBody,
  'shift.closed': ShiftClosedBody,
  'cash.moved': CashMovedBody,
  'drawer.opened': DrawerOpenedBody,
  'customer.created': CustomerCreatedBody,
  'tab.paid': TabPaidBody,
  'tab.payment_undone': TabPaymentUndoneBody,
  'scam.paused': ScamPausedBody,
  'receipt.reprinted': ReceiptReprintedBody,
  'receipt.mailed': ReceiptMailedBody,
  'paper.reported': PaperReportedBody,
  'cashier.signed_in': CashierSignedInBody,
  'pin.locked_out': PinLockedOutBody,
  'device.reported': DeviceReportedBody,
} as const satisfies Record<TillEventType, z.ZodType>

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
  personal: z
    .strictObject({
      customerName: z.string().trim().min(1).max(120).optional(),
      customerPhone: z.string().trim().min(1).max(40).optional(),
      customerEmail: z.string().trim().min(1).max(254).optional(),
    })
    .optional(),
})
export type TillEvent = z.infer<typeof TillEvent>

export const TillEventBatch = z.strictObject({
  tillId: z.uuid(),
  journalId: z.uuid(),
  shellVersion: z.string().max(40),
  events: z.array(TillEvent).max(MAX_BATCH),
  /** Entries that the device has lost: the server need not wait for them. */
  hole: z
    .strictObject({
      fromSeq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
      toSeq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    })
    .optional(),
  /** What waits on the device behind this batch and in it, for the owner's list of tills. */
  unsent: z
    .strictObject({
      count: z.number().int().min(0).max(1_000_000_000),
      amountMinor: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    })
    .optional(),
})
export type TillEventBatch = z.infer<typeof TillEventBatch>
