import type { Tx } from '#modules/kernel/db.ts'
import { findLearnerOfCard } from '#modules/learning/index.ts'
import { noteAttendance } from './note-attendance.ts'
import { enrolLearner } from './plan-class.ts'

/** A card that was shown; `id` and `at` are the device's. */
export interface ShownCard {
  id: string
  /** SHA-256 of the card's code, in hex. */
  cardHash: string
  at: Date
}

/**
 * People show cards of the centre: they are there, and on the list if they were not.
 *
 * @returns whose each card is; nobody's, of a card of another centre or one that was replaced.
 * @throws centre.unknown_class
 */
export async function noteCards(
  tx: Tx,
  { classId, cards }: { classId: string; cards: readonly ShownCard[] },
): Promise<{ id: string; learner: { learnerId: string; name: string } | null }[]> {
  const shown = []
  for (const { id, cardHash, at } of cards) {
    const found = await findLearnerOfCard(tx, Buffer.from(cardHash, 'hex'))
    if (found) {
      await enrolLearner(tx, { classId, learnerId: found.id, how: 'trainer' })
      const note = { id, learnerId: found.id, isThere: true, how: 'card' as const, at }
      await noteAttendance(tx, { classId, notes: [note] })
    }
    const learner = found ? { learnerId: found.id, name: found.displayName ?? '' } : null
    shown.push({ id, learner })
  }
  return shown
}
