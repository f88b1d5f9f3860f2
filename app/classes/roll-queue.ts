/** What was noted on this device and not yet taken by the server. */
export type Waiting =
  | {
      kind: 'note'
      id: string
      learnerId: string
      isThere: boolean
      how: 'tap' | 'card'
      at: string
    }
  | { kind: 'card'; id: string; cardHash: string; at: string }

const keyOf = (classId: string) => `roll.${classId}`

/** What waits on this device from before; nothing when the browser keeps nothing. */
export function readWaiting(classId: string): Waiting[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(classId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isWaiting) : []
  } catch {
    return []
  }
}

/** Keeps what waits until the server has it; a closed page or an empty battery loses none of it. */
export function keepWaiting(classId: string, waiting: readonly Waiting[]): void {
  try {
    if (waiting.length === 0) localStorage.removeItem(keyOf(classId))
    else localStorage.setItem(keyOf(classId), JSON.stringify(waiting))
  } catch {
    // A browser that keeps nothing still sends what it has in hand.
  }
}

/** One request takes so many; the rest goes with the next. */
export const MOST_AT_ONCE = 100

/** The body of a request with what waits. */
export function bodyOf(waiting: readonly Waiting[]) {
  return {
    notes: waiting.flatMap((each) => {
      if (each.kind !== 'note') return []
      const { kind: _, ...note } = each
      return [note]
    }),
    cards: waiting.flatMap((each) => {
      if (each.kind !== 'card') return []
      const { kind: _, ...card } = each
      return [card]
    }),
  }
}

/** Who is there: what the server knew, and over it what was noted here, in the order it was noted. */
export function whoIsThere(known: ReadonlySet<string>, waiting: readonly Waiting[]): Set<string> {
  const there = new Set(known)
  for (const each of waiting) {
    if (each.kind !== 'note') continue
    if (each.isThere) there.add(each.learnerId)
    else there.delete(each.learnerId)
  }
  return there
}

const isWaiting = (value: unknown): value is Waiting =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (value.kind === 'note' || value.kind === 'card') &&
  'id' in value &&
  'at' in value
