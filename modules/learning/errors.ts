import { DomainError } from '#modules/kernel/errors.ts'

/** Whoever asks is no device of any centre, or is not any more. */
export const noDevice = () => new DomainError('learning.no_device', 'unauthenticated')

export const unknownLearner = () => new DomainError('learning.unknown_learner', 'missing')

export const unknownCourse = () => new DomainError('learning.unknown_course', 'missing')
