import { DomainError } from '#modules/kernel/errors.ts'

/** A customer that this shop does not have. */
export const unknownCustomer = () => new DomainError('crm.unknown_customer', 'missing')
