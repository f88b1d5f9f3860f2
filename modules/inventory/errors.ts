import { DomainError } from '#modules/kernel/errors.ts'

/** The product is not there, or belongs to another tenant: the two look alike. */
export const unknownProduct = (productId: string) =>
  new DomainError('inventory.unknown_product', 'invalid', { productId })
export const missingProduct = () => new DomainError('inventory.missing_product', 'missing')
