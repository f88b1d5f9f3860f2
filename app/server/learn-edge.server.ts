import { inTenant, type Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { checkLearnDevice, type LearnDevice, readLearnToken } from '#modules/learning/index.ts'

/**
 * One transaction for the device that asks, by the token it was given (`Authorization: Bearer …`).
 * Nobody is signed in on a device: who learned stands in what it sends. It is never redirected;
 * whatever it is told, it keeps what was learned.
 *
 * @throws learning.no_device (401)
 */
export async function asLearnDevice<Value>(
  request: Request,
  access: 'read only' | 'read write',
  work: (tx: Tx, device: LearnDevice) => Promise<Value>,
): Promise<Value> {
  const [, token] = /^Bearer (\S{1,200})$/.exec(request.headers.get('authorization') ?? '') ?? []
  if (!token) throw new DomainError('learning.no_device', 'unauthenticated')
  const said = readLearnToken(token)
  const actor = { tenantId: said.tenantId, userId: null }
  return inTenant(actor, access, async (tx) => work(tx, await checkLearnDevice(tx, said)))
}
