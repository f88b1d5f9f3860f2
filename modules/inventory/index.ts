/** The goods of a tenant: products, barcodes, categories, pictures, stock and its value. */
export { type IssuedStock, issueStock, type StockIssue } from './issue-stock.ts'
export { type ReceivedStock, receiveStock, type StockReceipt } from './receive-stock.ts'
export { barcodeRules } from './settings.ts'
export { type ProductSnapshot, productsVersion, snapshotProducts } from './snapshot-products.ts'
