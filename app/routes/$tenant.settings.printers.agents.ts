import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { addAgent, revokeAgent } from '#modules/printing/index.ts'

const AgentForm = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('add'),
    agentId: z.uuid(),
    name: z.string().trim().min(1).max(60),
  }),
  z.object({ intent: z.literal('revoke'), agentId: z.uuid() }),
])

/** @returns the token of a new one, which is shown once. */
async function change(tx: Tx, form: z.output<typeof AgentForm>): Promise<{ token?: string }> {
  if (form.intent === 'add') {
    return { token: await addAgent(tx, { id: form.agentId, name: form.name }) }
  }
  await revokeAgent(tx, form.agentId)
  return {}
}

/** `POST`: a computer of the shop that prints for it is added, or taken out of use. */
export const action = asResource(tenantAction('till.manage', AgentForm, change))
