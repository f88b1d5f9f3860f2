import type { z } from 'zod'
import { type Actor, inTenant } from '#modules/kernel/db.ts'
import type { scamPaused } from './events.ts'
import { findCentre, insertSharedPause } from './repository-scam.ts'

/**
 * Tells a centre that one of its shops asked the questions: the month and the outcome, no amount, no
 * goods, nobody's name. Two transactions, because they are two tenants; telling it twice is telling
 * it once. A centre that has left is told nothing.
 */
export async function shareScamPause(
  actor: Actor,
  pause: z.infer<typeof scamPaused.payload>,
): Promise<void> {
  const centre = await inTenant(actor, 'read only', (tx) => findCentre(tx, pause.centre))
  if (!centre) return
  const row = {
    sourceId: pause.pauseId,
    shopTenantId: actor.tenantId,
    month: pause.month,
    outcome: pause.outcome,
  }
  const there = { tenantId: centre.tenantId, userId: null }
  await inTenant(there, 'read write', (tx) => insertSharedPause(tx, row))
}
