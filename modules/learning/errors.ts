import { DomainError } from '#modules/kernel/errors.ts'

/** Whoever asks is no device of any centre, or is not any more. */
export const noDevice = () => new DomainError('learning.no_device', 'unauthenticated')

/** A venue's device asked for what only somebody's own phone may. */
export const notOwnPhone = () => new DomainError('learning.not_own_phone', 'forbidden')

/** Whoever left the list brings no phone and signs in no more. */
export const learnerLeft = () => new DomainError('learning.learner_left', 'conflict')

/** The same for a link that never was and for one that is not whole. */
export const unknownInvitation = () => new DomainError('learning.unknown_invitation', 'missing')

export const invitationClosed = (state: 'used' | 'revoked' | 'expired') =>
  new DomainError(`learning.invitation_${state}`, 'conflict')

/** It is another's, or was taken out of use. */
export const phoneTaken = () => new DomainError('learning.phone_taken', 'conflict')

export const loginNameTaken = () => new DomainError('learning.login_name_taken', 'conflict')

/** The same for a centre, a name and a password that are wrong: the answer must not tell which. */
export const wrongSignIn = () => new DomainError('learning.wrong_sign_in', 'invalid')

/** Nobody's here, or of another server, or signed too late. */
export const wrongPasskey = () => new DomainError('learning.wrong_passkey', 'invalid')

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

/** It was never there, or was taken off. */
export const unknownPhoto = () => new DomainError('learning.unknown_photo', 'missing')

export const notAPhoto = () => new DomainError('learning.not_a_photo', 'invalid')

export const photoTooLarge = (maxBytes: number) =>
  new DomainError('learning.photo_too_large', 'too_large', {
    kilobytes: Math.round(maxBytes / 1000),
  })

export const unknownTranslation = () => new DomainError('learning.unknown_translation', 'missing')

export const unknownCase = () => new DomainError('learning.unknown_case', 'missing')

export const unknownCertificate = () => new DomainError('learning.unknown_certificate', 'missing')

export const certificateRevoked = () => new DomainError('learning.certificate_revoked', 'conflict')
