import { isFields } from '#app/offline/answers.ts'
import {
  type LearnPerson,
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
  /** Only a trainer lets them in now. */
  isLocked(person: LearnPerson): boolean
  check(person: LearnPerson, chosen: readonly string[]): Promise<PictureOutcome>
  /** A trainer let them in, or they came by their card. */
  forgive(learnerId: string): void
}

/** How often in a row, with which pictures: those that are chosen anew start from nothing. */
interface Failures {
  times: number
  hash: string
}

export function pictureGuard(parts: {
  deviceId: string
  storage: Pick<Storage, 'getItem' | 'setItem'>
  onLockedOut: (learnerId: string, failures: number) => void
}): PictureGuard {
  const key = `tillage-learn-tries-${parts.deviceId}`
  const all = readFailures(parts.storage, key)
  const keep = () => {
    try {
      parts.storage.setItem(key, JSON.stringify(Object.fromEntries(all)))
    } catch {
      // It then holds until the page closes.
    }
  }
  const timesOf = ({ id, pictures }: LearnPerson): number => {
    const known = all.get(id)
    return known && known.hash === pictures?.hash ? known.times : 0
  }
  const isLocked = (person: LearnPerson) => timesOf(person) >= PICTURE_TRIES
  const forgive = (learnerId: string) => {
    if (all.delete(learnerId)) keep()
  }
  return {
    isLocked,
    forgive,
    async check(person, chosen) {
      const { pictures } = person
      if (!pictures || isLocked(person)) return 'locked'
      if (await isRightPictures(pictures, chosen)) {
        forgive(person.id)
        return 'right'
      }
      const times = timesOf(person) + 1
      all.set(person.id, { times, hash: pictures.hash })
      keep()
      if (times < PICTURE_TRIES) return 'wrong'
      parts.onLockedOut(person.id, times)
      return 'locked'
    },
  }
}

function readFailures(storage: Pick<Storage, 'getItem'>, key: string): Map<string, Failures> {
  const found = new Map<string, Failures>()
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    for (const [id, value] of Object.entries(isFields(stored) ? stored : {})) {
      if (!isFields(value)) continue
      const { times, hash } = value
      if (typeof times === 'number' && typeof hash === 'string') found.set(id, { times, hash })
    }
  } catch {
    // Nothing was kept.
  }
  return found
}
