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
/** A neighbour's goods are not bought: they are brought. */
export const consignedGoods = (name: string) => refuse('consigned_goods', 'conflict', { name })
export const unknownUnit = (name: string) => refuse('unknown_unit', 'invalid', { name })
export const futureDay = () => refuse('future_day', 'invalid')
export const tooLarge = () => refuse('too_large', 'invalid')
export const taxTooLarge = () => refuse('tax_too_large', 'invalid')
export const invoiceNoNeeded = () => refuse('invoice_no_needed', 'invalid')
export const invoiceRecorded = (invoiceNo: string, supplier: string) =>
  refuse('invoice_recorded', 'conflict', { invoiceNo, supplier })
/** The id is another paper's already. */
export const idTaken = () => refuse('id_taken', 'conflict')

export const unknownOrder = () => refuse('unknown_order', 'missing')
/** A line that the order does not have, or that is of other goods. */
export const unknownOrderLine = (name: string) => refuse('unknown_order_line', 'invalid', { name })
/** It was sent, and what the supplier holds in their hands does not change. */
export const orderNotDraft = (number: number) => refuse('order_not_draft', 'conflict', { number })
/** It was received, closed or called off. */
export const orderOver = (number: number) => refuse('order_over', 'conflict', { number })
export const orderHasCome = (number: number) => refuse('order_has_come', 'conflict', { number })
/** Somebody else received goods of this order since it was shown. */
export const receivedMeanwhile = (number: number) =>
  refuse('received_meanwhile', 'conflict', { number })
/** Asked about once; whoever says that it is so is believed. Quantities are plain numbers. */
export const moreThanOrdered = (over: {
  name: string
  stillMilli: number
  quantityMilli: number
}) =>
  refuse('more_than_ordered', 'conflict', {
    name: over.name,
    still: over.stillMilli / 1000,
    quantity: over.quantityMilli / 1000,
  })

/** A line of a receipt that this supplier never brought, or that was taken back. */
export const unknownLine = () => refuse('unknown_line', 'invalid')
export const lineBilled = (name: string) => refuse('line_billed', 'conflict', { name })
/** Goods that came and goods that went back stand on papers of their own. */
export const mixedBill = () => refuse('mixed_bill', 'invalid')
export const nothingBilled = () => refuse('nothing_billed', 'invalid')
export const freightNeedsGoods = () => refuse('freight_needs_goods', 'invalid')
export const alreadyUndone = () => refuse('already_undone', 'conflict')
/** Something was paid of it, or settled with it: that is taken back first. */
export const billPaid = () => refuse('bill_paid', 'conflict')
/** A bill of another supplier, or one that is settled already. */
export const unknownOpenBill = () => refuse('unknown_open_bill', 'conflict')
export const unknownAdvance = () => refuse('unknown_advance', 'conflict')
export const nothingPaid = () => refuse('nothing_paid', 'invalid')
/** What a till paid out was taken for another payment already. */
export const cashMoveTaken = () => refuse('cash_move_taken', 'conflict')
export const nothingReturned = () => refuse('nothing_returned', 'invalid')
/** A part of it went back already, so that the whole cannot. */
export const returnedSince = () => refuse('returned_since', 'conflict')
/** Its bill is for goods of other receipts too. */
export const billCoversMore = () => refuse('bill_covers_more', 'conflict')
export const photoTooLarge = () => refuse('photo_too_large', 'too_large', { kilobytes: 300 })
export const notAPhoto = () => refuse('not_a_photo', 'invalid')
export const tooManyPhotos = (maximum: number) => refuse('too_many_photos', 'invalid', { maximum })
/** Plain numbers of the unit: the nearest quantities that come out. */
export const notEven = (name: string, near: { belowMilli: number; aboveMilli: number }) =>
  refuse('not_even', 'invalid', {
    name,
    below: near.belowMilli / 1000,
    above: near.aboveMilli / 1000,
  })
