/** What browsers may know of buying: the shape of a supplier, days on which bills are due. */
export { dueDay } from './shared-due.ts'
export { SupplierForm, TERMS, type Terms, VOUCHERS, type Voucher } from './shared-supplier.ts'
