/** Tills and sales: what devices send, what is booked, what a sale says of itself. */
export { receiptReprinted, type SaleCompleted, saleCompleted } from './events.ts'
export { getReceipt, getReceiptShop } from './get-receipt.ts'
export { getTillSnapshot } from './get-till-snapshot.ts'
export { isAboutData } from './book-events.ts'
export { ingestEvents } from './ingest-events.ts'
export { recordReprint } from './record-reprint.ts'
export { registerTill } from './register-till.ts'
export {
  getSale,
  getShopClock,
  type HelpRow,
  findFilterNames,
  listNeedsHelp,
  listSaleFlags,
  listSales,
  listSellers,
  type SaleDetail,
  type SaleFilter,
  type SaleRow,
  sumSales,
} from './queries.ts'
export { type Day, getDay } from './queries-day.ts'
export { Quote, QuoteRequest, RecordedSale, SaleRequest } from './api-shapes.ts'
export { listRecordedSales } from './queries-api.ts'
export { quote } from './quote.ts'
export { sellThroughApi } from './sell-through-api.ts'
export { JournalWriter, type SaleSketch, sketchSale } from './journal-writer.ts'
export { findLegalRates, findTaxRates } from './tax-rates.ts'
