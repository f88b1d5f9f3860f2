import { LEARN_BODIES } from './event-bodies.ts'
import { LEARN_EVENT_TYPES, type LearnEvent } from './shared-learn-events.ts'

interface StoredRow {
  id: string
  type: string
  body: unknown
  at: Date
}

/** Rows as the events that they are. What a former version wrote and nobody reads now is left out. */
export function readEvents(rows: readonly StoredRow[]): LearnEvent[] {
  return rows.flatMap(({ id, type, body, at }) => {
    const known = LEARN_EVENT_TYPES.find((each) => each === type)
    const parsed = known && LEARN_BODIES[known].safeParse(body)
    if (!known || !parsed?.success) return []
    return [{ id, type: known, body: parsed.data, at: at.toISOString() } as LearnEvent]
  })
}

/** The same by learner, each one's in the order of the rows. */
export function readEventsByLearner(rows: readonly StoredRow[]): Map<string, LearnEvent[]> {
  const found = new Map<string, LearnEvent[]>()
  for (const event of readEvents(rows)) {
    const own = found.get(event.body.learnerId)
    if (own) own.push(event)
    else found.set(event.body.learnerId, [event])
  }
  return found
}
