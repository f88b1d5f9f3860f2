import { timingSafeEqual } from 'node:crypto'
import { database, type Tx } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { noDevice } from './errors.ts'
import { findClassCode, findDeviceRow, insertDevice, touchDevice } from './repository-people.ts'
import { readToken, type TokenParts, tokenOf } from './tokens.ts'

/** A device that learns, as its token says. */
export interface LearnDevice {
  tenantId: string
  deviceId: string
  name: string
  /** Whose own it is; null for a venue's. */
  learnerId: string | null
  seenAt: Date | null
}

/** Makes a device of the centre. Its token is told once and kept nowhere. */
export async function addLearnDevice(
  tx: Tx,
  tenantId: string,
  device: { name: string; learnerId: string | null },
): Promise<{ deviceId: string; token: string }> {
  const deviceId = newId()
  const secret = newSecret()
  await insertDevice(tx, { id: deviceId, ...device, tokenHash: hashSecret(secret) })
  return { deviceId, token: tokenOf(tenantId, deviceId, secret) }
}

/** @throws learning.no_device for what is no token at all. */
export function readLearnToken(token: string): TokenParts {
  const said = readToken(token)
  if (!said) throw noDevice()
  return said
}

/**
 * Whose device asks, in the centre that its token names; notes that it was heard when `tx` may write.
 * @throws learning.no_device
 */
export async function checkLearnDevice(
  tx: Tx,
  { tenantId, id: deviceId, secret }: TokenParts,
): Promise<LearnDevice> {
  const row = await findDeviceRow(tx, deviceId)
  const isIts = row && timingSafeEqual(row.tokenHash, hashSecret(secret))
  if (!row || !isIts || row.revokedAt !== null) throw noDevice()
  const { name, learnerId, lastSeenAt: seenAt } = row
  return { tenantId, deviceId, name, learnerId, seenAt }
}

const HEARD_EVERY_MS = 30_000

/** Notes that a device was heard; not at every word. */
export async function noteLearnDevice(tx: Tx, device: LearnDevice, now: Date): Promise<void> {
  const { deviceId, seenAt } = device
  if (seenAt !== null && now.getTime() - seenAt.getTime() < HEARD_EVERY_MS) return
  await touchDevice(tx, deviceId)
}

/** The open class that has a code on its wall; undefined when none has it, or more than one. */
export async function findClassOfCode(code: string) {
  const found = await findClassCode(database(), code)
  return found.length === 1 ? found[0] : undefined
}
