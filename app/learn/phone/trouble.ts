import type { Failed } from '#app/offline/answers.ts'
import type { NotMade } from './passkeys.ts'

/** Refusals that have a sentence of their own, by the code that the server answers with. */
const OWN_WORDS = {
  'learning.unknown_invitation': 'unknown_invitation',
  'learning.invitation_used': 'invitation_used',
  'learning.phone_taken': 'invitation_used',
  'learning.invitation_revoked': 'invitation_revoked',
  'learning.invitation_expired': 'invitation_expired',
  'learning.learner_left': 'invitation_revoked',
  'learning.wrong_sign_in': 'wrong_sign_in',
  'learning.wrong_passkey': 'wrong_passkey',
  'learning.login_name_taken': 'login_name_taken',
  'identity.password_common': 'password_common',
  'identity.password_own_name': 'password_own_name',
  'identity.too_busy': 'busy',
} as const

type Word =
  | (typeof OWN_WORDS)[keyof typeof OWN_WORDS]
  | 'offline'
  | 'wait'
  | 'removed'
  | 'passkey_closed'
  | 'passkey_known'
  | 'passkey_failed'
  | 'password_short'
  | 'missing'
  | 'other'

/** What did not work, as a key of a sentence. */
export interface Trouble {
  about: Word
  /** How long to wait, with `wait`. */
  minutes?: number
}

const isOwn = (code: string): code is keyof typeof OWN_WORDS => code in OWN_WORDS

export function troubleOf(failed: Failed): Trouble {
  if (failed.kind === 'unreachable') return { about: 'offline' }
  if (failed.kind === 'unpaired') return { about: 'removed' }
  const { code, data } = failed
  if (code === 'identity.too_many_tries') {
    const seconds = Number(data?.seconds) || 60
    return { about: 'wait', minutes: Math.max(1, Math.ceil(seconds / 60)) }
  }
  return { about: isOwn(code) ? OWN_WORDS[code] : 'other' }
}

export const troubleOfPasskey = (why: NotMade): Trouble => ({ about: `passkey_${why}` })
