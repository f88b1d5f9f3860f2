import { DomainError } from '#modules/kernel/errors.ts'

export const unknownMail = () => new DomainError('mail.unknown_mail', 'missing')
