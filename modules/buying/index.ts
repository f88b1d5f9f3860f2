/** What the shop buys, from whom, and what it owes for it. */
export { type BillAge, listBillAges } from './list-bill-ages.ts'
export { type InputTaxBill, listInputTaxBills } from './list-input-tax.ts'
export * as orders from './orders.ts'
export * as payables from './payables.ts'
export * as purchases from './purchases.ts'
export * as suppliers from './suppliers.ts'
