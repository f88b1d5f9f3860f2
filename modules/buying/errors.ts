import { DomainError, type RefusalKind } from '#modules/kernel/errors.ts'

const refuse = (code: string, kind: RefusalKind, data: Record<string, string | number> = {}) =>
  new DomainError(`buying.${code}`, kind, data)

/** A supplier that this shop does not have. */
export const unknownSupplier = () => refuse('unknown_supplier', 'missing')
/** The same, named in a form. */
export const noSupplier = () => refuse('no_supplier', 'invalid')
/** Somebody else changed it since it was shown. */
export const changedMeanwhile = () => refuse('changed_meanwhile', 'conflict')
export const unknownReceipt = () => refuse('unknown_receipt', 'missing')
export const unknownBill = () => refuse('unknown_bill', 'missing')
export const unknownPayment = () => refuse('unknown_payment', 'missing')
/** A product that this shop does not have, or no longer sells. */
export const unknownProduct = () => refuse('unknown_product', 'invalid')
export const unknownUnit = (name: string) => refuse('unknown_unit', 'invalid', { name })
export const futureDay = () => refuse('future_day', 'invalid')
export const tooLarge = () => refuse('too_large', 'invalid')
export const taxTooLarge = () => refuse('tax_too_large', 'invalid')
export const invoiceNoNeeded = () => refuse('invoice_no_needed', 'invalid')
export const invoiceRecorded = (invoiceNo: string, supplier: string) =>
  refuse('invoice_recorded', 'conflict', { invoiceNo, supplier })
/** The id is another paper's already. */
export const idTaken = () => refuse('id_taken', 'conflict')
