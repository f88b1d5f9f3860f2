import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { notOwnPhone } from './errors.ts'
import type { LearnDevice } from './learn-devices.ts'
import { removeLearnerPassword } from './learner-passwords.ts'
import { revokeDeviceRow } from './repository-people.ts'
import {
  deletePasskeys,
  revokeInvitationsOf,
  selectCentre,
  selectOpenInvitation,
  selectOwners,
  selectOwnPhones,
  selectPasskeys,
  selectPassword,
} from './repository-phones.ts'
import type { OwnAccount } from './shared.ts'

/** Whose own phone asks. @throws learning.not_own_phone for a venue's device. */
export function ownerOf({ deviceId, learnerId }: LearnDevice) {
  if (learnerId === null) throw notOwnPhone()
  return { deviceId, learnerId }
}

/** How somebody comes back, as their own phone shows it to them. */
export async function getOwnAccount(
  tx: Tx,
  { learnerId, deviceId }: { learnerId: string; deviceId: string },
): Promise<OwnAccount> {
  const centre = await selectCentre(tx)
  const { password, passkeys, phones } = await getSignIns(tx, learnerId)
  return {
    centre: { name: centre.name, code: centre.slug },
    loginName: password?.loginName ?? null,
    passkeys: passkeys.map((each) => ({
      id: each.id,
      madeAt: each.madeAt.toISOString(),
      usedAt: each.usedAt?.toISOString() ?? null,
      isMadeHere: each.deviceId === deviceId,
    })),
    phones: phones.map((each) => ({
      id: each.id,
      since: each.createdAt.toISOString(),
      seenAt: each.lastSeenAt?.toISOString() ?? null,
      isThis: each.id === deviceId,
    })),
  }
}

/** Who has a phone of their own. */
export const listOwners = (tx: Tx): Promise<Set<string>> => selectOwners(tx)

/** Everything that lets somebody in on a phone of their own; no secret is in it. */
export async function getSignIns(tx: Tx, learnerId: string) {
  return {
    phones: await selectOwnPhones(tx, learnerId),
    passkeys: await selectPasskeys(tx, learnerId),
    password: await selectPassword(tx, learnerId),
    invitation: await selectOpenInvitation(tx, learnerId),
  }
}

/**
 * Takes a phone out of use, and the passkeys that were made on it: whoever found it opens nothing.
 * It may be gone already.
 */
export async function removeOwnPhone(
  tx: Tx,
  { learnerId, deviceId }: { learnerId: string; deviceId: string },
): Promise<void> {
  const phones = await selectOwnPhones(tx, learnerId)
  if (!phones.some(({ id }) => id === deviceId)) return
  await revokeDeviceRow(tx, deviceId)
  await deletePasskeys(tx, { deviceId })
  await recordAudit(tx, {
    action: 'learning.phone_removed',
    targetType: 'learner',
    targetId: learnerId,
    detail: { deviceId },
  })
}

/** Nothing brings somebody back any more: they left, or are forgotten. */
export async function forgetSignIns(tx: Tx, learnerId: string): Promise<void> {
  await revokeInvitationsOf(tx, learnerId)
  await removeLearnerPassword(tx, learnerId)
  await deletePasskeys(tx, { learnerId })
}
