/** Whether levels, places and layers are the sum of the moves, and making them so again. */
export { compareLevels, rebuildLevels } from './compare-levels.ts'
export { mendStock, type StockDifference, verifyStock } from './verify-stock.ts'
