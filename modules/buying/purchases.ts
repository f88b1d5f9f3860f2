/** Goods that come in. */
export { type LastPrice, listLastPrices } from './last-prices.ts'
export { getPurchase, listPurchases, type Purchase } from './queries-purchases.ts'
export { recordPurchase } from './record-purchase.ts'
export { readToday } from './repository-days.ts'
export type { FoundLine, ListedReceipt } from './repository-receipts.ts'
export { paperDay } from './tax-standing.ts'
