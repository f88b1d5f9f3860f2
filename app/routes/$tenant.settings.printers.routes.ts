import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { addPrintRoute, removePrintRoute } from '#modules/printing/index.ts'
import { PrintRouteInput } from '#modules/printing/shared.ts'

const RouteForm = z.discriminatedUnion('intent', [
  PrintRouteInput.extend({ intent: z.literal('add') }),
  z.object({ intent: z.literal('remove'), routeId: z.uuid() }),
])

async function change(tx: Tx, form: z.output<typeof RouteForm>): Promise<null> {
  if (form.intent === 'remove') await removePrintRoute(tx, form.routeId)
  else {
    const { intent: _, ...route } = form
    await addPrintRoute(tx, route)
  }
  return null
}

/** `POST`: says where papers of a kind go, or takes such a rule away. */
export const action = asResource(tenantAction('till.manage', RouteForm, change))
