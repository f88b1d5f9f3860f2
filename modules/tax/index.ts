/** Sales tax: a worksheet of two months, what was filed, and how near a shop is to the marks of the law. */
export { fileReturn, returnPostings } from './file-return.ts'
export { getSalesMeter, type SalesMeter } from './sales-meter.ts'
export type { InputRow, SaleRow, TaxRows } from './sums.ts'
export {
  getTaxStanding,
  getWorksheet,
  listTaxRows,
  type PeriodWorksheet,
} from './worksheet.ts'
