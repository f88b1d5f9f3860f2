import { DomainError } from '#modules/kernel/errors.ts'

/** A device asks in the name of a till that this shop does not have. */
export const unknownTill = () => new DomainError('pos.unknown_till', 'missing')
/** A sale that this shop does not have. */
export const unknownSale = () => new DomainError('pos.unknown_sale', 'missing')
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
