import type { ActionFunctionArgs } from '@remix-run/node'
import { asCounter } from '#app/server/count-edge.server.ts'
import { answerJson, readJson } from '#app/server/till-edge.server.ts'
import { stocktakes } from '#modules/inventory/index.ts'

const MAX_BYTES = 500_000

/** `POST /api/count/events`: what was counted on a phone; always answered entry by entry. */
export const action = ({ request }: ActionFunctionArgs) =>
  answerJson(async () => {
    const batch = await readJson(request, stocktakes.CountBatch, MAX_BYTES)
    return asCounter(request, 'read write', (tx, { id }) =>
      stocktakes.ingestCounts(tx, id, batch, new Date()),
    )
  })
