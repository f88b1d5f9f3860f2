import { DomainError } from '#modules/kernel/errors.ts'

/** An address for letters is wanted and is not there. */
export const noAddress = () => new DomainError('reminders.no_address', 'invalid')

/** Nobody's link, or of somebody who is forgotten. */
export const unknownLink = () => new DomainError('reminders.unknown_link', 'missing')
