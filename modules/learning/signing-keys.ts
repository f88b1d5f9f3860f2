import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Tx } from '#modules/kernel/db.ts'
import { insertSigningKey, selectPrivateKey, selectSigningKeys } from './repository-certificates.ts'

/** The algorithm that Open Badges 3.0 asks every verifier to know. */
export const BADGE_ALGORITHM = 'RS256'

/** Makes the key that a centre's badges are signed with, unless it has one. */
export async function ensureSigningKey(tx: Tx): Promise<void> {
  if ((await selectSigningKeys(tx)).length > 0) return
  const pair = await generateKeyPair(BADGE_ALGORITHM, { extractable: true })
  const publicJwk = await exportJWK(pair.publicKey)
  const privateJwk = await exportJWK(pair.privateKey)
  await insertSigningKey(tx, {
    id: await calculateJwkThumbprint(publicJwk),
    publicJwk: JSON.stringify(publicJwk),
    privateJwk: JSON.stringify(privateJwk),
  })
}

/** The key that signs now; undefined before the first certificate. */
export async function findSigningKey(tx: Tx): Promise<{ id: string; key: JWK } | undefined> {
  const [newest] = await selectSigningKeys(tx)
  const stored = newest && (await selectPrivateKey(tx, newest.id))
  return stored && { id: newest.id, key: jwkOf(stored.privateJwk) }
}

/** Where the public keys of a centre stand, and how a badge names one of them. */
export const keysUrl = (origin: string, tenantId: string): string =>
  `${origin}/c/keys/${tenantId}.json`
export const keyUrl = (origin: string, tenantId: string, keyId: string): string =>
  `${keysUrl(origin, tenantId)}#${keyId}`

/** The public keys of a centre as a JWK Set (RFC 7517); old ones too, so that old badges verify. */
export async function listPublicKeys(
  tx: Tx,
  where: { origin: string; tenantId: string },
): Promise<{ keys: JWK[] }> {
  const rows = await selectSigningKeys(tx)
  return {
    keys: rows.map(({ id, publicJwk }) => {
      const { kty, n, e } = jwkOf(publicJwk)
      const kid = keyUrl(where.origin, where.tenantId, id)
      return { kty, n, e, kid, alg: BADGE_ALGORITHM, use: 'sig' } as JWK
    }),
  }
}

/** Only this file writes the column. */
const jwkOf = (stored: unknown): JWK => stored as JWK
