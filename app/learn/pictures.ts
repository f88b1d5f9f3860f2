import { isFields, isNumber, isText } from '#app/offline/answers.ts'
import {
  type LearnPerson,
  LOCKED_FOR_MS,
  PICTURE_TRIES,
  PICTURES_IN_ALL,
  type PictureVerifier,
} from '#modules/learning/shared.ts'

/** Whether these are somebody's three pictures, in their order. Asks nobody: it works offline. */
export async function isRightPictures(
  verifier: PictureVerifier,
  chosen: readonly string[],
): Promise<boolean> {
  if (chosen.length !== PICTURES_IN_ALL) return false
  const text = new TextEncoder()
  const typed = text.encode(chosen.join(' '))
  const key = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits'])
  const { rounds: iterations, salt, hash } = verifier
  const derived = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: text.encode(salt), iterations },
    key,
    256,
  )
  return base64url(derived) === hash
}

/** Whose card says this; undefined for a card of nobody here. */
export async function ownerOfCard(
  people: readonly LearnPerson[],
  code: string,
): Promise<LearnPerson | undefined> {
  const bytes = new TextEncoder().encode(code.trim())
  const hash = base64url(await crypto.subtle.digest('SHA-256', bytes))
  return people.find(({ cardHash }) => cardHash === hash)
}

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

export type PictureOutcome = 'right' | 'wrong' | 'locked'

/** Checks pictures on this device, and remembers over a reload how often they were wrong. */
export interface PictureGuard {
  /** Until when only a trainer lets them in, in ms since 1970; undefined while they may try. */
  lockedUntil(person: LearnPerson): number | undefined
  check(person: LearnPerson, chosen: readonly string[]): Promise<PictureOutcome>
  /** A trainer let them in, or they were right. */
  forgive(person: LearnPerson): void
}

/** Wrong tries in a row, with which pictures: those that are chosen anew start from nothing. */
interface Tries {
  times: number
  hash: string
  /** When the last of them was, or when they were forgiven; ms since 1970 by this device's clock. */
  at: number
  /** Locks of other devices until then are over here too. */
  forgivenAt: string
}

export function pictureGuard(parts: {
  deviceId: string
  storage: Pick<Storage, 'getItem' | 'setItem'>
  now: () => number
  onLockedOut: (person: LearnPerson, failures: number) => void
}): PictureGuard {
  const { now, storage } = parts
  const key = `tillage-learn-tries-${parts.deviceId}`
  const all = readTries(storage, key)
  const write = (learnerId: string, tries: Tries) => {
    all.set(learnerId, tries)
    for (const [id, { at }] of all) if (!isRecent(at)) all.delete(id)
    try {
      storage.setItem(key, JSON.stringify(Object.fromEntries(all)))
    } catch {
      // It then holds until the page closes.
    }
  }
  // A clock that was set back locks nobody for a year.
  const isRecent = (at: number) => Math.abs(now() - at) < LOCKED_FOR_MS
  const triesOf = ({ id, pictures }: LearnPerson): Tries | undefined => {
    const known = all.get(id)
    const isOfThese = known?.hash === (pictures?.hash ?? '')
    return known && isOfThese && isRecent(known.at) ? known : undefined
  }
  const lockedUntil = (person: LearnPerson) => {
    const own = triesOf(person)
    const { lockedAt } = person
    const elsewhere =
      lockedAt !== null && lockedAt > (own?.forgivenAt ?? '') ? Date.parse(lockedAt) : 0
    const here = own && own.times >= PICTURE_TRIES ? own.at : 0
    const at = Math.max(here, elsewhere)
    return isRecent(at) ? at + LOCKED_FOR_MS : undefined
  }
  const forgive = ({ id, pictures, lockedAt }: LearnPerson) => {
    const at = now()
    const forgivenAt = [new Date(at).toISOString(), lockedAt ?? ''].sort().at(-1) ?? ''
    write(id, { times: 0, hash: pictures?.hash ?? '', at, forgivenAt })
  }
  return {
    lockedUntil,
    forgive,
    async check(person, chosen) {
      const { pictures } = person
      if (!pictures || lockedUntil(person) !== undefined) return 'locked'
      if (await isRightPictures(pictures, chosen)) {
        forgive(person)
        return 'right'
      }
      const before = triesOf(person)
      const times = (before?.times ?? 0) + 1
      const { hash } = pictures
      write(person.id, { times, hash, at: now(), forgivenAt: before?.forgivenAt ?? '' })
      if (times < PICTURE_TRIES) return 'wrong'
      parts.onLockedOut(person, times)
      return 'locked'
    },
  }
}

function readTries(storage: Pick<Storage, 'getItem'>, key: string): Map<string, Tries> {
  const found = new Map<string, Tries>()
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    for (const [id, value] of Object.entries(isFields(stored) ? stored : {})) {
      if (!isFields(value)) continue
      const { times, hash, at, forgivenAt } = value
      if (!isNumber(times) || !isText(hash) || !isNumber(at) || !isText(forgivenAt)) continue
      found.set(id, { times, hash, at, forgivenAt })
    }
  } catch {
    // Nothing was kept.
  }
  return found
}
