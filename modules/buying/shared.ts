/** What browsers may know of buying: the shapes of its forms, and its sums. */
export { dueDay } from './shared-due.ts'
export {
  MAX_LINES,
  PAYS,
  type Pays,
  PurchaseForm,
  type PurchaseInput,
  type PurchaseLine,
} from './shared-purchase.ts'
export {
  costsOf,
  lineAmount,
  partOfAmount,
  splitTax,
  type TaxedLine,
  type TaxRule,
  type TaxSplit,
} from './shared-sums.ts'
export { SupplierForm, TERMS, type Terms, VOUCHERS, type Voucher } from './shared-supplier.ts'
export { readAmount, readQuantity } from './shared-typed.ts'
