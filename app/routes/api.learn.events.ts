import type { ActionFunctionArgs } from '@remix-run/node'
import { enterLearning } from '#app/server/learn-edge.server.ts'
import { answerJson, readJson } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { ingestLearnEvents, LearnBatch } from '#modules/learning/index.ts'

const MAX_BYTES = 1_000_000

/** `POST /api/learn/events`: what learners did on a device; always answered entry by entry. */
export const action = ({ request }: ActionFunctionArgs) =>
  answerJson(async () => {
    const { actor, device } = await enterLearning(request)
    const batch = await readJson(request, LearnBatch, MAX_BYTES)
    return inTenant(actor, 'read write', (tx) => ingestLearnEvents(tx, device, batch, new Date()))
  })
