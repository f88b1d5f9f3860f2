import { timingSafeEqual } from 'node:crypto'
import type { Tx } from '#modules/kernel/db.ts'
import { hashSecret } from '#modules/kernel/ids.ts'
import { learnerLeft, phoneTaken } from './errors.ts'
import { getLearner } from './queries.ts'
import { findDeviceRow } from './repository-people.ts'
import { insertOwnPhone } from './repository-phones.ts'
import type { PhoneToBe } from './shared.ts'
import { tokenOf } from './tokens.ts'

/**
 * Makes a phone somebody's own. It has named itself and made its own secret, so asking again for a
 * lost answer gets the same one.
 *
 * @returns the token that it signs with from then on.
 * @throws learning.unknown_learner, learning.learner_left, learning.phone_taken
 */
export async function addOwnPhone(
  tx: Tx,
  tenantId: string,
  learnerId: string,
  { deviceId, secret }: PhoneToBe,
): Promise<{ token: string }> {
  const learner = await getLearner(tx, learnerId)
  if (learner.leftAt !== null) throw learnerLeft()
  const tokenHash = hashSecret(secret)
  const name = learner.displayName ?? '—'
  if (!(await insertOwnPhone(tx, { id: deviceId, name, learnerId, tokenHash }))) {
    const row = await findDeviceRow(tx, deviceId)
    const isSame =
      row?.learnerId === learnerId &&
      row.revokedAt === null &&
      timingSafeEqual(row.tokenHash, tokenHash)
    if (!isSame) throw phoneTaken()
  }
  return { token: tokenOf(tenantId, deviceId, secret) }
}
