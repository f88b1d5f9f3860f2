/** What is owed to suppliers, and what is paid. */
export { paySupplier } from './pay-supplier.ts'
export {
  getAccount,
  getBill,
  getOpenItems,
  getPayment,
  listOwed,
  listUnbilled,
  type Owed,
  sumOwed,
  type UnbilledLine,
} from './queries-payables.ts'
export { recordBill } from './record-bill.ts'
export { refundCredit } from './refund-credit.ts'
export type { FoundBill } from './repository-bills.ts'
export { findTakenMoves } from './repository-payments.ts'
export { undoBill } from './undo-bill.ts'
export { undoPayment } from './undo-payment.ts'
