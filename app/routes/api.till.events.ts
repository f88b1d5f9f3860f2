import type { ActionFunctionArgs } from '@remix-run/node'
import { answerJson, enterTill, readJson } from '#app/server/till-edge.server.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { retryDeadlock } from '#modules/kernel/retry-deadlock.ts'
import { ingestEvents, isAboutData } from '#modules/pos/index.ts'
import { TillEventBatch } from '#modules/pos/shared.ts'

/** A batch of a hundred sales of a dozen lines is a third of this. */
const MAX_BATCH_BYTES = 1_000_000

/**
 * `POST /api/till/events`: 200 with what became of each event, after the commit. A revoked device
 * may still hand over what it has, and is told.
 */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () => {
    const { actor, tillId, isRevoked } = await enterTill(args, { acceptsRevoked: true })
    const batch = await readJson(args.request, TillEventBatch, MAX_BATCH_BYTES)
    // A device writes its own journal and no other's.
    if (batch.tillId !== tillId) throw new DomainError('pos.unknown_till', 'missing')
    const ingest = (isCareful: boolean) =>
      // Two tills that sell the same goods in another order may wait for each other.
      retryDeadlock(() =>
        inTenant(actor, 'read write', (tx) => ingestEvents(tx, batch, { isCareful })),
      )
    try {
      return { ...(await ingest(false)), isRevoked }
    } catch (error) {
      // One sale's data broke the batch: take it back, and book each sale apart from the others.
      if (!isAboutData(error)) throw error
      return { ...(await ingest(true)), isRevoked }
    }
  })
