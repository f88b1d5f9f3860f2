import { stocktakes } from '#modules/inventory/index.ts'
import { inTenant, type Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'

type Stocktake = Awaited<ReturnType<typeof stocktakes.checkCountKey>>

/**
 * One transaction for the phone that asks, by the token of the stocktake it was let in to
 * (`Authorization: Bearer …`). Nobody is signed in on it: who counted stands in what it sends.
 *
 * @throws inventory.no_count_key (401)
 */
export async function asCounter<Value>(
  request: Request,
  access: 'read only' | 'read write',
  work: (tx: Tx, stocktake: Stocktake) => Promise<Value>,
): Promise<Value> {
  const [, token] = /^Bearer (\S{1,200})$/.exec(request.headers.get('authorization') ?? '') ?? []
  if (!token) throw new DomainError('inventory.no_count_key', 'unauthenticated')
  const said = stocktakes.readCountToken(token)
  const actor = { tenantId: said.tenantId, userId: null }
  return inTenant(actor, access, async (tx) => work(tx, await stocktakes.checkCountKey(tx, said)))
}
