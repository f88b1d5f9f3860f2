import type { Actor } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { findLearnDevice, type LearnDevice } from '#modules/learning/index.ts'

export interface LearnEdge {
  /** Nobody is signed in on a device: who learned stands in what it sends. */
  actor: Actor
  device: LearnDevice
}

/**
 * Whose device asks, by the token it was given (`Authorization: Bearer …`). It is never redirected;
 * whatever it is told, it keeps what was learned.
 *
 * @throws learning.no_device (401)
 */
export async function enterLearning(request: Request): Promise<LearnEdge> {
  const [, token] = /^Bearer (\S{1,200})$/.exec(request.headers.get('authorization') ?? '') ?? []
  if (!token) throw new DomainError('learning.no_device', 'unauthenticated')
  const device = await findLearnDevice(token)
  return { actor: { tenantId: device.tenantId, userId: null }, device }
}
