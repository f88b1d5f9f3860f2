import { randomInt } from 'node:crypto'
import { recordAudit } from '#modules/kernel/audit.ts'
import { database, type Tx } from '#modules/kernel/db.ts'
import { hashSecret, newId } from '#modules/kernel/ids.ts'
import { pairingEnded, pairingUsed, tillRevoked, unknownPairing } from './errors-tills.ts'
import { keyOf } from './find-device.ts'
import { asPaired, registerTill } from './register-till.ts'
import {
  cancelOpenPairings,
  claimPairingRow,
  endPairing,
  findPairedTill,
  findPairing,
  findPairingByCode,
  findTill,
  insertPairing,
  lockPairing,
} from './repository-tills.ts'
import {
  PAIRING_ALPHABET,
  PAIRING_CODE_LENGTH,
  type PairingState,
  type PairTillInput,
} from './shared.ts'

/** A code is good for so long. */
export const PAIRING_MINUTES = 10

/**
 * Makes a code for one device. One that was open before is taken back.
 *
 * @returns the code, which is shown once and kept nowhere.
 */
export async function startPairing(
  tx: Tx,
): Promise<{ pairingId: string; code: string; expiresAt: Date }> {
  await cancelOpenPairings(tx)
  const code = Array.from({ length: PAIRING_CODE_LENGTH }, () =>
    PAIRING_ALPHABET.charAt(randomInt(PAIRING_ALPHABET.length)),
  ).join('')
  const pairingId = newId()
  const expiresAt = new Date(Date.now() + PAIRING_MINUTES * 60_000)
  await insertPairing(tx, { id: pairingId, tokenHash: hashSecret(code), expiresAt })
  await recordAudit(tx, {
    action: 'pos.pairing_started',
    targetType: 'till_pairing',
    targetId: pairingId,
  })
  return { pairingId, code, expiresAt }
}

/** Which shop gave a code out; undefined when none did. Looked up before a tenant is known. */
export const findPairingCode = (code: string) => findPairingByCode(database(), hashSecret(code))

/**
 * A device brings the code: from now on the owner is asked about it, and it shows two digits that
 * the owner has to recognise. The same device may ask again.
 *
 * @throws pos.unknown_pairing, pos.pairing_ended, pos.pairing_used, pos.bad_device_key,
 *   pos.till_revoked when the device has to come as another one.
 */
export async function claimPairing(
  tx: Tx,
  pairingId: string,
  device: Omit<PairTillInput, 'code'>,
): Promise<PairingState> {
  const pairing = await lockPairing(tx, pairingId)
  if (!pairing) throw unknownPairing()
  const isOurs = pairing.tillId === device.tillId && pairing.publicKey === device.publicKey
  if (pairing.claimedAt && !isOurs) throw pairingUsed()
  if (pairing.claimedAt) return stateOf(tx, pairing)
  if (pairing.cancelledAt || pairing.expiresAt < new Date()) throw pairingEnded()
  if ((await findTill(tx, device.tillId))?.revokedAt) throw tillRevoked()
  keyOf(device.publicKey)
  const matchNumber = randomInt(10, 100)
  await claimPairingRow(tx, pairingId, {
    tillId: device.tillId,
    journalId: device.journalId,
    publicKey: device.publicKey,
    deviceName: device.name ?? null,
    matchNumber,
  })
  return { state: 'waiting', matchNumber, expiresAt: pairing.expiresAt.toISOString() }
}

/**
 * Where the device that claimed a pairing stands.
 *
 * @throws pos.unknown_pairing
 */
export async function getPairingState(tx: Tx, pairingId: string): Promise<PairingState> {
  const pairing = await findPairing(tx, pairingId)
  if (!pairing) throw unknownPairing()
  return stateOf(tx, pairing)
}

type Pairing = NonNullable<Awaited<ReturnType<typeof findPairing>>>

async function stateOf(tx: Tx, pairing: Pairing): Promise<PairingState> {
  const { tillId, journalId, matchNumber, confirmedAt, cancelledAt, expiresAt } = pairing
  if (confirmedAt && tillId && journalId) {
    return { state: 'paired', till: asPaired(await findPairedTill(tx, tillId, journalId)) }
  }
  const isOpen = !cancelledAt && expiresAt >= new Date() && matchNumber !== null
  if (!isOpen) return { state: 'ended' }
  return { state: 'waiting', matchNumber, expiresAt: expiresAt.toISOString() }
}

/**
 * The owner taps the number that the device shows. The right one makes the device a till; a wrong
 * one ends the pairing, since then another device may have asked.
 *
 * @throws pos.unknown_pairing, pos.pairing_ended, pos.till_revoked
 */
export async function confirmPairing(
  tx: Tx,
  input: { pairingId: string; matchNumber: number; nameOf: (number: number) => string },
): Promise<'paired' | 'wrong_number'> {
  const pairing = await lockPairing(tx, input.pairingId)
  if (!pairing) throw unknownPairing()
  const { tillId, journalId, publicKey, deviceName } = pairing
  if (pairing.confirmedAt && pairing.matchNumber === input.matchNumber) return 'paired'
  const isOpen = !pairing.confirmedAt && !pairing.cancelledAt && pairing.expiresAt >= new Date()
  if (!isOpen || !tillId || !journalId || !publicKey) throw pairingEnded()
  if (pairing.matchNumber !== input.matchNumber) {
    await endPairing(tx, pairing.id, 'cancelledAt')
    await recordAudit(tx, {
      action: 'pos.pairing_refused',
      targetType: 'till_pairing',
      targetId: pairing.id,
      detail: { deviceName },
    })
    return 'wrong_number'
  }
  await registerTill(tx, { tillId, journalId, publicKey, nameOf: input.nameOf })
  await endPairing(tx, pairing.id, 'confirmedAt')
  return 'paired'
}

/** Takes a code back; one that is over already stays as it is. */
export async function cancelPairing(tx: Tx, { pairingId }: { pairingId: string }): Promise<void> {
  const pairing = await lockPairing(tx, pairingId)
  if (!pairing || pairing.confirmedAt || pairing.cancelledAt) return
  await endPairing(tx, pairingId, 'cancelledAt')
  await recordAudit(tx, {
    action: 'pos.pairing_cancelled',
    targetType: 'till_pairing',
    targetId: pairingId,
  })
}

/** Three numbers to choose from, always the same for one pairing, in order of size. */
export function choicesOf(pairingId: string, matchNumber: number): number[] {
  const seed = hashSecret(pairingId)
  const choices = new Set([matchNumber])
  for (const byte of seed) {
    if (choices.size < 3) choices.add(10 + (byte % 90))
  }
  return [...choices].sort((a, b) => a - b)
}
