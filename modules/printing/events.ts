import { z } from 'zod'
import { defineEvent } from '#modules/kernel/outbox.ts'

/** A paper waits for its printer; the listener sends it, outside of any transaction. */
export const jobQueued = defineEvent('printing.job_queued', z.object({ jobId: z.uuid() }))

/** A printer that asked has a paper in its hands; who listens looks a while later what became of it. */
export const jobOffered = defineEvent(
  'printing.job_offered',
  z.object({ jobId: z.uuid(), offerNo: z.int() }),
)

/** A paper is printed within seconds; whoever has not spoken of it by then may have lost it. */
export const LOST_AFTER_SECONDS = 90
