import { createHash } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { parse as uuidBytes, stringify as uuidOf } from 'uuid'
import { z } from 'zod'
import { recordAudit } from '#modules/kernel/audit.ts'
import { database, type Tx, tenantOf } from '#modules/kernel/db.ts'
import { newId, newSecret } from '#modules/kernel/ids.ts'
import { wrongPasskey } from './errors.ts'
import type { PasskeyMade, PasskeySigned } from './phone-forms.ts'
import { getLearner } from './queries.ts'
import {
  deletePasskeys,
  insertChallenge,
  insertPasskey,
  notePasskeyUsed,
  selectCentre,
  selectPasskey,
  selectPasskeys,
  takeChallengeRow,
} from './repository-phones.ts'

/** The server as a browser names it: passkeys are made for it and answer to it alone. */
export interface RelyingParty {
  /** Its name without port: `learn.example`. */
  id: string
  /** `https://learn.example` */
  origin: string
}

/** Whoever looks for their finger needs a while; longer, and it is asked anew. */
const SIGNED_WITHIN_MS = 5 * 60_000

/** WebAuthn Level 3, §4: an id has at most 1023 bytes, which is 1364 characters. */
const MOST_ID_CHARS = 1400
const MOST_KEY_BYTES = 4096

/** What a word is signed for: nobody can use one that was asked for something else. */
type Purpose = 'sign-in' | `device:${string}`

const hashOf = (purpose: Purpose, challenge: string): Buffer =>
  createHash('sha256').update(`${purpose} ${challenge}`).digest()

/** A word to sign, once. It is nobody's yet: ask for it before a tenant's transaction is open. */
export async function newChallenge(purpose: Purpose): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = newSecret()
  const expiresAt = new Date(Date.now() + SIGNED_WITHIN_MS)
  await insertChallenge(database(), hashOf(purpose, challenge), expiresAt)
  return new Uint8Array(Buffer.from(challenge, 'base64url'))
}

const ClientData = z.object({ challenge: z.string().max(200) })

/**
 * Uses up the word that was signed, whatever comes of it. Call it before a transaction is open, so
 * that a refusal does not give it back.
 *
 * @throws learning.wrong_passkey
 */
export async function takeChallenge(
  purpose: Purpose,
  { clientDataJSON }: { clientDataJSON: string },
): Promise<string> {
  const said = ClientData.safeParse(parseJson(Buffer.from(clientDataJSON, 'base64url').toString()))
  if (!said.success) throw wrongPasskey()
  const { challenge } = said.data
  if (!(await takeChallengeRow(database(), hashOf(purpose, challenge)))) throw wrongPasskey()
  return challenge
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a browser is asked so that somebody comes back: any passkey of this server that names its owner. */
export const askForPasskey = (party: RelyingParty, challenge: Uint8Array<ArrayBuffer>) =>
  generateAuthenticationOptions({
    rpID: party.id,
    challenge,
    userVerification: 'required',
    timeout: SIGNED_WITHIN_MS,
  })

/** Whose a passkey says it is, before anybody knows whether it is true. */
export function readOwner({ response }: PasskeySigned): { tenantId: string; learnerId: string } {
  const bytes = Buffer.from(response.userHandle, 'base64url')
  if (bytes.length !== 32) throw wrongPasskey()
  try {
    return { tenantId: uuidOf(bytes, 0), learnerId: uuidOf(bytes, 16) }
  } catch {
    throw wrongPasskey()
  }
}

/**
 * Whose passkey signed.
 *
 * @param challenge as `takeChallenge` gave it.
 * @throws learning.wrong_passkey
 */
export async function checkPasskey(
  tx: Tx,
  party: RelyingParty,
  signed: PasskeySigned,
  challenge: string,
): Promise<{ learnerId: string }> {
  const known = await selectPasskey(tx, signed.id)
  if (!known || known.learnerId !== readOwner(signed).learnerId) throw wrongPasskey()
  // Whatever the library can't believe, it throws: all of it comes from outside.
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...signed, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: {
      id: known.credentialId,
      publicKey: new Uint8Array(known.publicKey),
      counter: known.signCount,
    },
    requireUserVerification: true,
  }).catch(() => {
    throw wrongPasskey()
  })
  if (!verified) throw wrongPasskey()
  await notePasskeyUsed(tx, known.id, authenticationInfo.newCounter)
  return { learnerId: known.learnerId }
}

/** What a phone is asked so that it makes a passkey for its learner. */
export async function askToMakePasskey(
  tx: Tx,
  party: RelyingParty,
  learnerId: string,
  challenge: Uint8Array<ArrayBuffer>,
) {
  const learner = await getLearner(tx, learnerId)
  const { name } = await selectCentre(tx)
  const displayName = learner.displayName ?? ''
  return generateRegistrationOptions({
    rpName: name,
    rpID: party.id,
    userName: displayName,
    userDisplayName: displayName,
    userID: ownerBytes(await tenantOf(tx), learnerId),
    challenge,
    attestationType: 'none',
    excludeCredentials: (await selectPasskeys(tx, learnerId)).map(({ credentialId }) => ({
      id: credentialId,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout: SIGNED_WITHIN_MS,
  })
}

/** A passkey says by itself which centre's fence to stand in, and whose it is. */
function ownerBytes(tenantId: string, learnerId: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(32)
  bytes.set(uuidBytes(tenantId), 0)
  bytes.set(uuidBytes(learnerId), 16)
  return bytes
}

/**
 * Keeps a passkey that a phone made.
 *
 * @param challenge as `takeChallenge` gave it.
 * @throws learning.wrong_passkey
 */
export async function addPasskey(
  tx: Tx,
  party: RelyingParty,
  phone: { learnerId: string; deviceId: string },
  made: PasskeyMade,
  challenge: string,
): Promise<void> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: { ...made, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => {
    throw wrongPasskey()
  })
  if (!verified) throw wrongPasskey()
  const { id: credentialId, publicKey, counter } = registrationInfo.credential
  // Longer than any authenticator names or makes one.
  if (credentialId.length > MOST_ID_CHARS || publicKey.length > MOST_KEY_BYTES) throw wrongPasskey()
  const isNew = await insertPasskey(tx, {
    ...phone,
    id: newId(),
    credentialId,
    publicKey: Buffer.from(publicKey),
    signCount: counter,
    rpId: party.id,
  })
  if (!isNew) throw wrongPasskey()
  await recordAudit(tx, {
    action: 'learning.passkey_added',
    targetType: 'learner',
    targetId: phone.learnerId,
    detail: { deviceId: phone.deviceId },
  })
}

/** Takes one of somebody's passkeys back; it may be gone already. */
export async function removePasskey(tx: Tx, which: { learnerId: string; id: string }) {
  if ((await deletePasskeys(tx, which)) === 0) return
  await recordAudit(tx, {
    action: 'learning.passkey_removed',
    targetType: 'learner',
    targetId: which.learnerId,
  })
}
