import { database, inTenant } from '#modules/kernel/db.ts'
import { hashSecret } from '#modules/kernel/ids.ts'
import { findApiTokenRow, touchApiToken } from './repository-grants.ts'
import { API_SCOPES, type ApiScope } from './shared.ts'

/** A machine that asks, for whom, and what it may do. */
export interface ApiClient {
  tenantId: string
  tokenId: string
  /** The person who made the token: what it does is done in their name. */
  createdBy: string
  scopes: ApiScope[]
}

const MAX_TOKEN = 100
/** "Last used" is written this often at most, so that a busy machine does not write at each request. */
const TOUCH_AFTER_MS = 10 * 60_000
const MOST_REMEMBERED = 10_000
const touchedAt = new Map<string, number>()

/** The machine of a bearer token; undefined when it was revoked or never was. */
export async function findApiToken(token: string): Promise<ApiClient | undefined> {
  if (token.length > MAX_TOKEN) return undefined
  const row = await findApiTokenRow(database(), hashSecret(token))
  if (!row) return undefined
  const scopes = API_SCOPES.filter((scope) => row.scopes.includes(scope))
  const client = { tenantId: row.tenantId, tokenId: row.tokenId, createdBy: row.createdBy, scopes }
  await touch(client)
  return client
}

async function touch({ tenantId, tokenId, createdBy }: ApiClient): Promise<void> {
  const now = Date.now()
  if (now - (touchedAt.get(tokenId) ?? 0) < TOUCH_AFTER_MS) return
  if (touchedAt.size >= MOST_REMEMBERED) touchedAt.clear()
  touchedAt.set(tokenId, now)
  await inTenant({ tenantId, userId: createdBy }, 'read write', (tx) => touchApiToken(tx, tokenId))
}
