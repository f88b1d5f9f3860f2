/** 寄賣: neighbours' goods, what was sold of them, what is owed and paid. */

export { payConsignor, undoPayment } from './pay-consignor.ts'
export {
  type Consignor,
  type ConsignorPage,
  getConsignor,
  getSlip,
  listConsignors,
  type Slip,
} from './queries.ts'
export { type RefundedLine, recordRefunded, recordSold, type SoldLine } from './record-sold.ts'
export { recordVisit } from './record-visit.ts'
export { hasConsignments } from './repository.ts'
export { archiveConsignor, changeGoods, saveConsignor } from './save-consignor.ts'
