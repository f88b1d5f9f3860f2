/** How stock is valued: at the moving average, or first in, first out. */
export const STOCK_METHODS = ['average', 'fifo'] as const
export type StockMethod = (typeof STOCK_METHODS)[number]
