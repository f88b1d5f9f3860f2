import { z } from 'zod'
import { tenantAction } from '#app/server/edge.server.ts'
import { people } from '#modules/identity/index.ts'

/** Anybody may leave, whatever else they may; the last owner may not. */
export const action = tenantAction(
  'tenant.read',
  z.object({}),
  (tx, _input, edge) => people.endMembership(tx, { userId: edge.actor.userId }),
  () => '/',
)
