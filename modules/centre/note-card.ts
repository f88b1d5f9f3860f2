import type { Tx } from '#modules/kernel/db.ts'
import { findLearnersOfCards } from '#modules/learning/index.ts'
import { unknownClass } from './errors.ts'
import { noteAttendance } from './note-attendance.ts'
import { insertMembers, selectClass } from './repository.ts'

/** A card that was shown; `id` and `at` are the device's. */
export interface ShownCard {
  id: string
  /** SHA-256 of the card's code, in hex. */
  cardHash: string
  at: Date
}

/**
 * People show cards of the centre: they are there, and on the list if they were not. A roll that
 * waited for a network is written with the same few statements as one card.
 *
 * @returns whose each card is; nobody's, of a card of another centre or one that was replaced.
 * @throws centre.unknown_class
 */
export async function noteCards(
  tx: Tx,
  { classId, cards }: { classId: string; cards: readonly ShownCard[] },
): Promise<{ id: string; learner: { learnerId: string; name: string } | null }[]> {
  const owners = await findLearnersOfCards(
    tx,
    cards.map(({ cardHash }) => cardHash),
  )
  const notes = cards.flatMap(({ id, cardHash, at }) => {
    const owner = owners.get(cardHash)
    return owner ? [{ id, learnerId: owner.id, isThere: true, how: 'card' as const, at }] : []
  })
  if (notes.length > 0) {
    const learnerIds = [...new Set(notes.map(({ learnerId }) => learnerId))]
    if (!(await selectClass(tx, classId))) throw unknownClass()
    await insertMembers(tx, { classId, learnerIds, how: 'trainer' })
    await noteAttendance(tx, { classId, notes })
  }
  return cards.map(({ id, cardHash }) => {
    const owner = owners.get(cardHash)
    return { id, learner: owner ? { learnerId: owner.id, name: owner.displayName ?? '' } : null }
  })
}
