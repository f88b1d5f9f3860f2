import { DomainError } from '#modules/kernel/errors.ts'

/** Whoever asks is no device of any centre, or is not any more. */
export const noDevice = () => new DomainError('learning.no_device', 'unauthenticated')

export const unknownLearner = () => new DomainError('learning.unknown_learner', 'missing')

export const unknownCourse = () => new DomainError('learning.unknown_course', 'missing')

export const unknownBlock = () => new DomainError('learning.unknown_block', 'missing')

/** It was never there, or was taken off. */
export const unknownVoice = () => new DomainError('learning.unknown_voice', 'missing')

/** Neither WebM nor Ogg nor MP4, or a film. */
export const notASound = () => new DomainError('learning.not_a_sound', 'invalid')

export const soundTooLarge = (maxBytes: number) =>
  new DomainError('learning.sound_too_large', 'too_large', {
    megabytes: Math.round(maxBytes / 1e6),
  })

/** What arrived is not what was sent. */
export const damagedRecording = () => new DomainError('learning.damaged_recording', 'invalid')

export const recordingIdTaken = () => new DomainError('learning.recording_id_taken', 'conflict')

/** Somebody else has to listen or read first. */
export const needsAnother = () => new DomainError('learning.needs_another', 'conflict')

export const unknownTranslation = () => new DomainError('learning.unknown_translation', 'missing')

export const unknownCase = () => new DomainError('learning.unknown_case', 'missing')

export const unknownCertificate = () => new DomainError('learning.unknown_certificate', 'missing')

export const certificateRevoked = () => new DomainError('learning.certificate_revoked', 'conflict')
