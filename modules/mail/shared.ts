import { z } from 'zod'

/** Where a letter can go: one address, as people write it (RFC 5321 allows 254 letters). */
export const MailAddress = z.string().trim().max(254).pipe(z.email('field.email'))

export const MAIL_STATES = ['queued', 'sent', 'failed', 'kept', 'stopped'] as const
export const MailState = z.enum(MAIL_STATES)
export type MailState = z.infer<typeof MailState>
