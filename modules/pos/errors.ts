import { DomainError } from '#modules/kernel/errors.ts'

/** A device asks in the name of a till that this shop does not have. */
export const unknownTill = () => new DomainError('pos.unknown_till', 'missing')
/** A sale that this shop does not have. */
export const unknownSale = () => new DomainError('pos.unknown_sale', 'missing')
/** A refund that this shop does not have. */
export const unknownRefund = () => new DomainError('pos.unknown_refund', 'missing')
/** Something in a sale that came by the API is not to be had. */
export const unknownProduct = (productId: string) =>
  new DomainError('pos.unknown_product', 'invalid', { productId })
/** A product without a price was sold without saying what it costs. */
export const noPrice = (name: string) => new DomainError('pos.no_price', 'invalid', { name })
/** The payments do not add up to the total. */
export const paymentsDoNotAddUp = (totalMinor: number, paidMinor: number) =>
  new DomainError('pos.payments_do_not_add_up', 'invalid', { totalMinor, paidMinor })
/** The same id was used for another sale. */
export const saleIdTaken = () => new DomainError('pos.sale_id_taken', 'conflict')
/** The whole sale is worth more than the books can hold in one piece. */
export const totalTooLarge = () => new DomainError('pos.total_too_large', 'invalid')
/** What was handed over is less than what it pays, or more in a tender that gives no change. */
export const wrongTendered = (amountMinor: number, tenderedMinor: number) =>
  new DomainError('pos.wrong_tendered', 'invalid', { amountMinor, tenderedMinor })
/** A machine says that a sale was paid in the future, or before any shop was here. */
export const soldAtOutOfRange = () => new DomainError('pos.sold_at_out_of_range', 'invalid')
/** A list is to go on behind a sale that this shop does not have. */
export const unknownPlace = () => new DomainError('pos.unknown_place', 'invalid')
/** No digital-care centre has this word in its address. */
export const unknownCentre = () => new DomainError('pos.unknown_centre', 'invalid')
/** Nothing that a till sent and that a person should look at has this id. */
export const unknownSubject = () => new DomainError('pos.unknown_subject', 'missing')
/** What was asked for does not fit: seen is for what is booked, the rest for what isn't. */
export const doesNotFit = () => new DomainError('pos.does_not_fit', 'conflict')
/** It can't be booked, and nothing of it is. */
export const cannotBeBooked = (reason: string) =>
  new DomainError('pos.cannot_be_booked', 'conflict', { reason })
