import { DomainError } from '#modules/kernel/errors.ts'

/** An entry that these books do not have. */
export const unknownEntry = () => new DomainError('bookkeeping.unknown_entry', 'missing')
/** An account that these books do not have. */
export const unknownAccount = () => new DomainError('bookkeeping.unknown_account', 'missing')
