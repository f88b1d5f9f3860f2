/** Tills and sales: what devices send, what is booked, what a sale says of itself. */

export { Quote, QuoteRequest, RecordedSale, SaleRequest } from './api-shapes.ts'
export { isAboutData } from './book-events.ts'
export { changeReceiptLink, RECEIPT_LINK_DAYS } from './change-receipt-link.ts'
export { changeRules } from './change-rules.ts'
export { TillDisplayInput } from './customer-view.ts'
export {
  drawerOpened,
  type PaperWanted,
  paperReported,
  paperWanted,
  receiptMailAsked,
  receiptReprinted,
  type SaleCompleted,
  saleCompleted,
  saleRefunded,
  scamPaused,
} from './events.ts'
export { findSnapshotChanges, markSnapshot } from './find-snapshot-changes.ts'
export { findTabPayment } from './find-tab-payment.ts'
export { getPlainReceiptShop, getReceipt, getReceiptShop } from './get-receipt.ts'
export { getSubject, type SubjectDetail } from './get-subject.ts'
export { getTillRules } from './get-till-rules.ts'
export { getTillSale } from './get-till-sale.ts'
export { getTillSnapshot } from './get-till-snapshot.ts'
export { type ImportedUnsent, importUnsent } from './import-unsent.ts'
export { ingestEvents } from './ingest-events.ts'
export { ingestRaw, type RawEntry } from './ingest-raw.ts'
export * as ingestRules from './ingest-rules.ts'
export { JournalWriter, type SaleSketch, sketchSale } from './journal-writer.ts'
export { getReturnedGoods, getSoldGoods, type SoldGoods } from './list-sold-goods.ts'
export { listSupplierCash } from './list-supplier-cash.ts'
export { findReceiptLink, type OpenedReceipt, openReceiptLink } from './open-receipt-link.ts'
export {
  findFilterNames,
  getSale,
  getShopClock,
  type HelpRow,
  listNeedsHelp,
  listSaleFlags,
  listSales,
  listSellers,
  type SaleDetail,
  type SaleFilter,
  type SaleRow,
  sumSales,
} from './queries.ts'
export { listRecordedSales } from './queries-api.ts'
export * as booksOfTills from './queries-books.ts'
export { type Day, getDay } from './queries-day.ts'
export { listMargins, type MarginRow, type Margins, sumMarginByMonth } from './queries-margin.ts'
export {
  getRefundSlip,
  listRefunds,
  listRefundsOf,
  type RefundDetail,
  type RefundRow,
  sumRefunds,
} from './queries-refund.ts'
export { getScamPauses, getSharedScamPauses } from './queries-scam.ts'
export { getShift, listShifts } from './queries-shift.ts'
export { listTaxed, sumMonths, type TaxedPart } from './queries-tax.ts'
export { quote } from './quote.ts'
export { recordReprint } from './record-reprint.ts'
export { registerTill } from './register-till.ts'
export { type Decision, resolveEvent } from './resolve-event.ts'
export { TillRulesForm } from './rules-form.ts'
export type { MonthCounts, MonthShown, Shown } from './scam-counts.ts'
export { sellThroughApi } from './sell-through-api.ts'
export { shareScamCounts } from './share-scam-counts.ts'
export { shareScamPause } from './share-scam-pause.ts'
export { findLegalRates, findTaxRates } from './tax-rates.ts'
export {
  endTillDisplay,
  lookAtDisplay,
  openTillDisplay,
  type SeenDisplay,
  showTillDisplay,
} from './till-display.ts'
export * as tills from './tills.ts'
