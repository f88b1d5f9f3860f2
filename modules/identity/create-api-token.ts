import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { insertApiToken } from './repository-grants.ts'
import type { ApiTokenInput } from './shared.ts'

/** Tells people and secret scanners what they are looking at. */
const PREFIX = 'tlg_'

/**
 * Makes a token for a machine that works for this tenant.
 * @returns the secret, which is shown once and kept nowhere.
 */
export async function createApiToken(
  tx: Tx,
  { name, scopes }: ApiTokenInput,
): Promise<{ id: string; token: string }> {
  const id = newId()
  const token = newSecret(PREFIX)
  const chosen = [...new Set(scopes)]
  await insertApiToken(tx, { id, name, tokenHash: hashSecret(token), scopes: chosen })
  await recordAudit(tx, {
    action: 'identity.api_token_created',
    targetType: 'api_token',
    targetId: id,
    detail: { name, scopes: chosen },
  })
  return { id, token }
}
