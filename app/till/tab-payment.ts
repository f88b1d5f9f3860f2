import type { Entry, EventDraft } from '#app/offline/journal.ts'
import {
  EVENT_SCHEMA_VERSION,
  type TabPaidBody,
  type TabPaymentUndoneBody,
  type TillSnapshot,
} from '#modules/pos/shared.ts'
import { openShift } from './open-shift.ts'
import { nextReceipt, type TillFacts } from './till-facts.ts'

/** Ways to pay off a tab: all but the tab itself, and goods that come back. */
export type TabTender = TabPaidBody['tender']

export interface TabPaymentToRecord {
  /** Made when the customer begins to pay, so that a second press is the same payment. */
  paymentId: string
  customerId: string
  customerName: string
  tender: TabTender
  amountMinor: number
  tenderedMinor: number
  at: Date
  snapshot: TillSnapshot
  tillNumber: number
  /** Used only when this is the first money of a business day. */
  newShiftId: string
  /** The shop's printer is to print its receipt. */
  wantsPaper?: boolean
}

/** A payment of a tab as the journal keeps it. Pure, so that a moved head can ask for it again. */
export function recordTabPayment(facts: TillFacts, payment: TabPaymentToRecord): Entry<TillFacts> {
  const { paymentId, customerId, customerName, tender, amountMinor, tenderedMinor } = payment
  const { shiftId, shift, opened } = openShift(facts, payment)
  const { receiptNo, receiptCount } = nextReceipt(facts, payment.tillNumber)
  const body: TabPaidBody = {
    paymentId,
    customerId,
    shiftId,
    receiptNo,
    tender,
    amountMinor,
    tenderedMinor,
    paidAt: payment.at.toISOString(),
    cashierId: payment.snapshot.person.id,
    ...(payment.wantsPaper && { wantsPaper: true }),
  }
  const paid: EventDraft = {
    eventId: paymentId,
    type: 'tab.paid',
    schemaVersion: EVENT_SCHEMA_VERSION,
    body: { ...body },
    ...(customerName !== '' && { personal: { customerName } }),
  }
  return { events: [...opened, paid], facts: { ...facts, receiptCount, shift } }
}

export interface TabUndoToRecord {
  /** Made when the undo begins, so that a second press is the same undo. */
  undoId: string
  paymentId: string
  customerId: string
  tender: TabTender
  amountMinor: number
  at: Date
  snapshot: TillSnapshot
  newShiftId: string
}

/** A payment that was a slip of the finger: the customer owes it again. It takes no number. */
export function recordTabUndo(facts: TillFacts, undo: TabUndoToRecord): Entry<TillFacts> {
  const { undoId, paymentId, customerId, tender, amountMinor } = undo
  const { shiftId, shift, opened } = openShift(facts, undo)
  const body: TabPaymentUndoneBody = {
    undoId,
    paymentId,
    customerId,
    shiftId,
    tender,
    amountMinor,
    undoneAt: undo.at.toISOString(),
    cashierId: undo.snapshot.person.id,
  }
  const undone: EventDraft = {
    eventId: undoId,
    type: 'tab.payment_undone',
    schemaVersion: EVENT_SCHEMA_VERSION,
    body: { ...body },
  }
  return { events: [...opened, undone], facts: { ...facts, shift } }
}

/** Somebody new, with what they want to be called. Their phone may stay empty. */
export function recordCustomer(
  facts: TillFacts,
  met: { customerId: string; name: string; phone: string; at: Date; cashierId: string },
): Entry<TillFacts> {
  const { customerId, cashierId } = met
  const [customerName, customerPhone] = [met.name.trim(), met.phone.trim()]
  const created: EventDraft = {
    eventId: customerId,
    type: 'customer.created',
    schemaVersion: EVENT_SCHEMA_VERSION,
    body: { customerId, createdAt: met.at.toISOString(), cashierId },
    personal: { customerName, ...(customerPhone !== '' && { customerPhone }) },
  }
  return { events: [created], facts }
}
