import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownApiToken } from './errors.ts'
import { revokeApiTokens } from './repository-grants.ts'

/**
 * Takes an API token out of use, from this moment and for good.
 * @throws identity.unknown_api_token when it is out of use already, or not of this tenant.
 */
export async function revokeApiToken(tx: Tx, { id }: { id: string }): Promise<void> {
  const revoked = await revokeApiTokens(tx, { id })
  if (revoked.length === 0) throw unknownApiToken()
  await recordAudit(tx, {
    action: 'identity.api_token_revoked',
    targetType: 'api_token',
    targetId: id,
  })
}
