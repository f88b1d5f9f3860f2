import type { TillStaff } from '#modules/pos/shared.ts'
import { bytesOf, fromBase64, toBase64 } from './device-keys.ts'

/** What came of typing a PIN. */
export type PinOutcome =
  | { kind: 'right' }
  | { kind: 'wrong' }
  /** Too many wrong ones: wait so long. */
  | { kind: 'pause'; seconds: number }
  /** Only somebody in charge opens it again. */
  | { kind: 'locked' }

/** Checks a PIN on this device alone: PBKDF2 as the server did, bound to the device's own secret. */
export async function isRightPin(
  pinKey: CryptoKey,
  verifier: NonNullable<TillStaff['verifier']>,
  pin: string,
): Promise<boolean> {
  const typed = await crypto.subtle.importKey('raw', bytesOf(pin), 'PBKDF2', false, ['deriveBits'])
  const { salt, iterations, mac } = verifier
  const hash = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: fromBase64(salt), iterations },
    typed,
    256,
  )
  return toBase64(await crypto.subtle.sign('HMAC', pinKey, hash)) === mac
}

/** How often in a row somebody's PIN was wrong, and until when they wait. */
export interface PinFailures {
  times: number
  untilMs: number
  /** A PIN that was set anew starts from nothing. */
  mac: string
}

const PAUSE_AFTER = 5
const LOCK_AFTER = 10
const PAUSE_MS = 30_000
/** For somebody whom nobody else could let in again. */
const LONG_PAUSE_MS = 300_000

/** What stands after one more wrong PIN. Pure. */
export function afterWrongPin(
  before: PinFailures | undefined,
  mac: string,
  nowMs: number,
): PinFailures {
  const times = (before?.mac === mac ? before.times : 0) + 1
  const pauseMs = times >= LOCK_AFTER ? LONG_PAUSE_MS : times >= PAUSE_AFTER ? PAUSE_MS : 0
  return { times, mac, untilMs: nowMs + pauseMs }
}

/**
 * Whether somebody may try their PIN now.
 *
 * @param hasHelp somebody else in charge has a PIN and could let them in again.
 */
export function mayTry(
  failures: PinFailures | undefined,
  mac: string,
  nowMs: number,
  hasHelp: boolean,
): PinOutcome | undefined {
  if (!failures || failures.mac !== mac) return undefined
  if (failures.times >= LOCK_AFTER && hasHelp) return { kind: 'locked' }
  const seconds = Math.ceil((failures.untilMs - nowMs) / 1000)
  return seconds > 0 ? { kind: 'pause', seconds } : undefined
}

export const isLockout = (failures: PinFailures): boolean => failures.times === LOCK_AFTER
