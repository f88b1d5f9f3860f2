import type { ActionFunctionArgs } from '@remix-run/node'
import { asLearnDevice } from '#app/server/learn-edge.server.ts'
import { answerJson, readJson } from '#app/server/till-edge.server.ts'
import { ingestLearnEvents, LearnBatch, noteLearnDevice } from '#modules/learning/index.ts'

const MAX_BYTES = 1_000_000

/** `POST /api/learn/events`: what learners did on a device; always answered entry by entry. */
export const action = ({ request }: ActionFunctionArgs) =>
  answerJson(async () => {
    const batch = await readJson(request, LearnBatch, MAX_BYTES)
    return asLearnDevice(request, 'read write', async (tx, device) => {
      const now = new Date()
      // Neither waits for the other's answer (docs/decisions/010-pipelined-writes.md).
      const [, reply] = await Promise.all([
        noteLearnDevice(tx, device, now),
        ingestLearnEvents(tx, device, batch, now),
      ])
      return reply
    })
  })
