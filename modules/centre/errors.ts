import { DomainError } from '#modules/kernel/errors.ts'

export const unknownClass = () => new DomainError('centre.unknown_class', 'missing')

/** It is over: nobody joins it any more. */
export const classClosed = () => new DomainError('centre.class_closed', 'conflict')

export const unknownCode = () => new DomainError('centre.unknown_code', 'missing')

/** Nobody of this class's list. */
export const notListed = () => new DomainError('centre.not_listed', 'invalid')

export const unknownLesson = () => new DomainError('centre.unknown_lesson', 'invalid')
export const unknownVenue = () => new DomainError('centre.unknown_venue', 'invalid')
