import { isFields } from '#app/offline/answers.ts'
import type { TillStaff } from '#modules/pos/shared.ts'
import {
  afterWrongPin,
  isLockout,
  isRightPin,
  mayTry,
  type PinFailures,
  type PinOutcome,
} from './pin.ts'

/** Checks PINs of one till, and remembers over a reload who typed how many wrong ones. */
export interface PinGuard {
  /** @returns undefined when they may try. */
  waitOf(person: TillStaff): PinOutcome | undefined
  check(person: TillStaff, pin: string): Promise<PinOutcome>
  /** Somebody in charge lets them try again. */
  forgive(personId: string): void
}

export function pinGuard(parts: {
  tillId: string
  pinKey: CryptoKey
  staff: () => readonly TillStaff[]
  onLockedOut: (personId: string, failures: number) => void
}): PinGuard {
  const key = `tillage-till-pins-${parts.tillId}`
  const all = readFailures(key)
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify(Object.fromEntries(all)))
    } catch {
      // It then holds until the page closes.
    }
  }
  const hasHelp = (person: TillStaff) =>
    parts.staff().some((each) => each.id !== person.id && each.isManager && each.verifier)
  const waitOf = (person: TillStaff) =>
    mayTry(all.get(person.id), person.verifier?.mac ?? '', Date.now(), hasHelp(person))
  const forgive = (personId: string) => {
    all.delete(personId)
    keep()
  }
  return {
    waitOf,
    forgive,
    async check(person, pin) {
      const { verifier } = person
      if (!verifier) return { kind: 'wrong' }
      const wait = waitOf(person)
      if (wait) return wait
      if (await isRightPin(parts.pinKey, verifier, pin)) {
        forgive(person.id)
        return { kind: 'right' }
      }
      const failures = afterWrongPin(all.get(person.id), verifier.mac, Date.now())
      all.set(person.id, failures)
      keep()
      if (isLockout(failures)) parts.onLockedOut(person.id, failures.times)
      return waitOf(person) ?? { kind: 'wrong' }
    },
  }
}

function readFailures(key: string): Map<string, PinFailures> {
  const found = new Map<string, PinFailures>()
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    for (const [personId, value] of Object.entries(isFields(stored) ? stored : {})) {
      if (!isFields(value)) continue
      const { times, untilMs, mac } = value
      if (typeof times === 'number' && typeof untilMs === 'number' && typeof mac === 'string') {
        found.set(personId, { times, untilMs, mac })
      }
    }
  } catch {
    // Nothing was kept.
  }
  return found
}
