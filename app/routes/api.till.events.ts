import type { ActionFunctionArgs } from '@remix-run/node'
import { answerJson, enterTill, readJson } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { ingestEvents, isAboutData } from '#modules/pos/index.ts'
import { TillEventBatch } from '#modules/pos/shared.ts'

/** A batch of a hundred sales of a dozen lines is a third of this. */
const MAX_BATCH_BYTES = 1_000_000

/** `POST /api/till/events?shop=`: 200 with what became of each event, after the commit. */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () => {
    const { actor } = await enterTill(args)
    const batch = await readJson(args.request, TillEventBatch, MAX_BATCH_BYTES)
    const ingest = (isCareful: boolean) =>
      inTenant(actor, 'read write', (tx) => ingestEvents(tx, batch, { isCareful }))
    try {
      return await ingest(false)
    } catch (error) {
      // One sale's data broke the batch: take it back, and book each sale apart from the others.
      if (!isAboutData(error)) throw error
      return ingest(true)
    }
  })
