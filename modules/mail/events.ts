import { z } from 'zod'
import { defineEvent } from '#modules/kernel/outbox.ts'

/** A letter waits; the listener sends it, outside of any transaction. */
export const mailQueued = defineEvent('mail.queued', z.object({ mailId: z.uuid() }))
