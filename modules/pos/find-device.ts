import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import { database } from '#modules/kernel/db.ts'
import { badDeviceKey, clockWrong, requestReplayed, unknownDevice } from './errors-tills.ts'
import { findDeviceRows, findPairingOfDevice } from './repository-tills.ts'
import { DEVICE_CLOCK_TOLERANCE_MS, signedText } from './shared.ts'

/** A request as a device signed it. */
export interface SignedRequest {
  tillId: string
  /** ISO 8601, by the device's clock as it corrected it. */
  time: string
  nonce: string
  /** 64 bytes r and s (IEEE P1363), base64. */
  signature: string
  method: string
  pathAndQuery: string
  body: Uint8Array
}

export interface Device {
  tenantId: string
  tillId: string
  isRevoked: boolean
}

/**
 * Whose device signed a request: the only way in for a till.
 *
 * @throws till.unknown_device, till.clock, till.replayed: all 401, and the device keeps its journal.
 */
export async function findDevice(signed: SignedRequest, now = new Date()): Promise<Device> {
  if (!z.uuid().safeParse(signed.tillId).success) throw unknownDevice()
  const rows = await findDeviceRows(database(), signed.tillId)
  const row = rows.find((each) => isSignedBy(each.publicKey, signed))
  if (!row) throw unknownDevice()
  refuseStale(signed, now)
  return { tenantId: row.tenantId, tillId: row.tillId, isRevoked: row.revokedAt !== null }
}

/**
 * The pairing that a device asked for and that may not be decided yet.
 *
 * @throws till.unknown_device, till.clock, till.replayed
 */
export async function findPairingDevice(signed: SignedRequest, now = new Date()) {
  if (!z.uuid().safeParse(signed.tillId).success) throw unknownDevice()
  const row = await findPairingOfDevice(database(), signed.tillId)
  if (!row || !isSignedBy(row.publicKey, signed)) throw unknownDevice()
  refuseStale(signed, now)
  return { tenantId: row.tenantId, pairingId: row.pairingId }
}

/**
 * Checks a request against the key that it brings itself: whoever asks holds the key they name.
 *
 * @throws pos.bad_device_key, till.unknown_device, till.clock, till.replayed
 */
export function checkOwnSignature(publicKey: string, signed: SignedRequest, now = new Date()) {
  keyOf(publicKey)
  if (!isSignedBy(publicKey, signed)) throw unknownDevice()
  refuseStale(signed, now)
}

/** @throws pos.bad_device_key when it is no P-256 key. */
export function keyOf(publicKey: string): KeyObject {
  const known = keys.get(publicKey)
  if (known) return known
  const key = readKey(publicKey)
  if (keys.size >= MOST_KEYS) keys.clear()
  keys.set(publicKey, key)
  return key
}

// Reading a key costs more than checking a signature with it.
const keys = new Map<string, KeyObject>()
const MOST_KEYS = 10_000

function readKey(publicKey: string): KeyObject {
  let key: KeyObject
  try {
    key = createPublicKey({
      key: Buffer.from(publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    })
  } catch {
    throw badDeviceKey()
  }
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw badDeviceKey()
  return key
}

function isSignedBy(publicKey: string, signed: SignedRequest): boolean {
  const bodySha256 = createHash('sha256').update(signed.body).digest('hex')
  const { method, pathAndQuery, time, nonce } = signed
  const text = signedText({ method, pathAndQuery, bodySha256, time, nonce })
  const signature = Buffer.from(signed.signature, 'base64')
  if (signature.length !== 64) return false
  const key = keyOf(publicKey)
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature)
}

/** A signature counts for twenty minutes around now, and once. */
function refuseStale({ tillId, time, nonce }: SignedRequest, now: Date): void {
  const skewMs = Math.abs(Date.parse(time) - now.getTime())
  if (!(skewMs <= DEVICE_CLOCK_TOLERANCE_MS)) throw clockWrong(now)
  const word = `${tillId} ${nonce}`
  if (nonce.length > 80 || seen.has(word)) throw requestReplayed()
  forgetOld(now)
  seen.set(word, now.getTime())
}

/**
 * Words that were used, in order of arrival. Each process remembers its own: what a device sends
 * twice is booked once anyhow, so that this only spares the reading of a copied request.
 */
const seen = new Map<string, number>()
const MOST_SEEN = 200_000

function forgetOld(now: Date): void {
  const oldest = now.getTime() - 2 * DEVICE_CLOCK_TOLERANCE_MS
  for (const [word, atMs] of seen) {
    if (atMs >= oldest && seen.size < MOST_SEEN) break
    seen.delete(word)
  }
}
