import { z } from 'zod'
import { defineEvent } from '#modules/kernel/outbox.ts'

/** A paper waits for its printer; the listener sends it, outside of any transaction. */
export const jobQueued = defineEvent('printing.job_queued', z.object({ jobId: z.uuid() }))
