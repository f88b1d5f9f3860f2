/** What browsers may know of buying: the shapes of its forms, and its sums. */
export {
  BillForm,
  type BillInput,
  PaymentForm,
  type PaymentInput,
} from './shared-bill.ts'
export { dueDay } from './shared-due.ts'
export {
  ORDER_STATES,
  type OrderFacts,
  OrderForm,
  type OrderInput,
  type OrderState,
  OrderStepForm,
  orderState,
  SENT_HOW,
  type SentHow,
} from './shared-order.ts'
export {
  MAX_LINES,
  PAYS,
  type Pays,
  PurchaseForm,
  type PurchaseInput,
  type PurchaseLine,
} from './shared-purchase.ts'
export {
  CREDITS,
  RETURN_CHOICES,
  type ReturnChoice,
  ReturnForm,
  type ReturnInput,
} from './shared-return.ts'
export { COVER_DAYS, SOLD_DAYS, type SuggestFacts, suggestQuantity } from './shared-suggest.ts'
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
