/** What lies in the shop, on any day, and what moved one product. */
export {
  getMovement,
  listEvenings,
  listPlacesOf,
  MOVEMENT_PAGE,
  type MovementRow,
  type ProductMovement,
} from './queries-movement.ts'
export {
  listStock,
  STOCK_FILTERS,
  STOCK_PAGE,
  type StockFilter,
  type StockPage,
  type StockQuery,
  type StockRow,
} from './queries-stock.ts'
