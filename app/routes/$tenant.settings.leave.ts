import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { people } from '#modules/identity/index.ts'

/** Anybody may leave, whatever else they may; the last owner may not. */
export const action = asResource(
  tenantAction(
    'tenant.read',
    z.object({}),
    (tx, _input, edge) => people.endMembership(tx, { userId: edge.actor.userId }),
    () => '/',
  ),
)
