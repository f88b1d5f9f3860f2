/** The goods of a tenant: products, barcodes, categories, pictures, stock and its value. */
export { archiveProduct, restoreProduct } from './archive-product.ts'
export { bookCorrections, type StockCorrection } from './book-corrections.ts'
export { changeStockMethod, listMethodChanges } from './change-stock-method.ts'
export { type FoundGoods, findGoods, listGoods } from './find-goods.ts'
export * as goodsFiles from './goods-files.ts'
export { imageSize } from './image-size.ts'
export { type IssuedStock, issueStock, type StockIssue } from './issue-stock.ts'
export { type LowStock, listLowStock } from './list-low-stock.ts'
export { listSold, type SoldOfProduct } from './list-sold.ts'
export * as lots from './lots.ts'
export * as places from './places.ts'
export * as productUnits from './product-units.ts'
export {
  type Category,
  findByBarcode,
  getProduct,
  type ListedProduct,
  listCategories,
  listProducts,
  listProductsById,
  type ProductDetail,
  type ProductPage,
} from './queries.ts'
export { countNegativeStock, findSourceProduct } from './queries-books.ts'
export { type ReceivedStock, receiveStock, type StockReceipt } from './receive-stock.ts'
export * as recipes from './recipes.ts'
export { type ReturnedStock, returnToSupplier, type SupplierReturn } from './return-to-supplier.ts'
export { type Revaluation, type RevaluedReceipt, revalueReceipt } from './revalue-receipt.ts'
export { changeCategory, saveCategory } from './save-category.ts'
export * as pictures from './save-picture.ts'
export { saveProduct } from './save-product.ts'
export { setConsigned } from './set-consigned.ts'
export { correctStock } from './set-stock.ts'
export { barcodeRules, stockMethod } from './settings.ts'
export { type ProductSnapshot, productsVersion, snapshotProducts } from './snapshot-products.ts'
export * as stockActs from './stock-acts.ts'
export * as stockLevels from './stock-levels.ts'
export * as stockLists from './stock-lists.ts'
export * as stockReports from './stock-reports.ts'
export * as stocktakes from './stocktakes.ts'
export { findProductForSync, listProductsForSync } from './sync-products.ts'
