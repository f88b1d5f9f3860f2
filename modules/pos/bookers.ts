import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { bookCashMove } from './book-cash-move.ts'
import { bookCustomer } from './book-customer.ts'
import { bookDrawerOpen } from './book-drawer-open.ts'
import { bookRefund } from './book-refund.ts'
import { bookScamPause } from './book-scam-pause.ts'
import { bookShiftClose } from './book-shift-close.ts'
import { bookTabPayment } from './book-tab-payment.ts'
import { bookTabUndo } from './book-tab-undo.ts'
import { paperReported, receiptMailAsked } from './events.ts'
import { recordReprint } from './record-reprint.ts'
import { isSale } from './repository.ts'
import { insertShift } from './repository-shift.ts'
import {
  CashMovedBody,
  DrawerOpenedBody,
  PaperReportedBody,
  ReceiptMailedBody,
  ReceiptReprintedBody,
  SaleRefundedBody,
  ScamPausedBody,
  ShiftClosedBody,
  ShiftOpenedBody,
  type TillEvent,
  type TillEventType,
} from './shared.ts'

/** Where events come from, and how they are booked. */
export interface BookingContext {
  tillId: string
  /** Where the till sells from; undefined is the shop floor. */
  locationId: string | undefined
  /** The part of the business that the till sells for; null for the whole. */
  costCentreId: string | null
  timeZone: string
  now: Date
  /** Events of a revoked device are kept, and booked only when a person says so. */
  isRevoked: boolean
  /** Book each event behind a savepoint of its own, after all of them together have failed. */
  isCareful: boolean
}

/**
 * What became of an event that is no sale. `flags`: it is booked, and a person should look.
 * `refusal`: it can't be booked as it is; then the booker has written nothing.
 */
export type Booked = { flags: readonly string[] } | { refusal: string }

/** Books one event whose body was checked. May run again for the same event after a rollback. */
export type Booker = (tx: Tx, event: TillEvent, context: BookingContext) => Promise<Booked>

const BOOKED: Booked = { flags: [] }

/** It says something of the device or its people; the journal keeps it, and there is nothing to book. */
const keepOnly: Booker = async () => BOOKED

/** Who books what: the whole list, and the only one. */
export const BOOKERS: Record<Exclude<TillEventType, 'sale.completed'>, Booker> = {
  'shift.opened': async (tx, event, { tillId }) => {
    await insertShift(tx, tillId, ShiftOpenedBody.parse(event.body))
    return BOOKED
  },
  'shift.closed': (tx, event, context) =>
    bookShiftClose(tx, ShiftClosedBody.parse(event.body), context),
  'cash.moved': (tx, event, context) => bookCashMove(tx, CashMovedBody.parse(event.body), context),
  'drawer.opened': (tx, event, context) =>
    bookDrawerOpen(tx, DrawerOpenedBody.parse(event.body), context),
  'sale.refunded': (tx, event, context) =>
    bookRefund(tx, SaleRefundedBody.parse(event.body), context),
  'customer.created': bookCustomer,
  'tab.paid': bookTabPayment,
  'tab.payment_undone': bookTabUndo,
  'scam.paused': async (tx, event, context) => {
    await bookScamPause(tx, ScamPausedBody.parse(event.body), context)
    return BOOKED
  },
  'receipt.reprinted': async (tx, event) => {
    const isKnown = await recordReprint(tx, ReceiptReprintedBody.parse(event.body))
    return isKnown ? BOOKED : { refusal: 'unknown_sale' }
  },
  'receipt.mailed': async (tx, event) => {
    const { mailId, saleId } = ReceiptMailedBody.parse(event.body)
    const toAddress = event.personal?.customerEmail
    if (!(await isSale(tx, saleId))) return { refusal: 'unknown_sale' }
    // An address that was forgotten meanwhile is nobody's.
    if (toAddress) await emit(tx, receiptMailAsked, { mailId, saleId, toAddress })
    return BOOKED
  },
  'paper.reported': async (tx, event) => {
    await emit(tx, paperReported, PaperReportedBody.parse(event.body))
    return BOOKED
  },
  'cashier.signed_in': keepOnly,
  'pin.locked_out': async () => ({ flags: ['pin_locked_out'] }),
  'device.reported': async (_tx, event) => {
    const kind = String(event.body.kind)
    // Numbers that were left out explain a hole to whoever looks for them; nobody has to act.
    return kind === 'numbers_burned' ? BOOKED : { flags: [`device_${kind}`] }
  },
}
