import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from './db.ts'
import { newId } from './ids.ts'

/** An announcement that a module can make: a past tense and the shape of what it tells. */
export interface EventType<Payload> {
  name: string
  payload: z.ZodType<Payload>
}

export const defineEvent = <Payload>(
  name: string,
  payload: z.ZodType<Payload>,
): EventType<Payload> => ({ name, payload })

/** What the worker receives. `id` is the idempotency key of whatever the handlers do outside. */
export interface Envelope {
  id: string
  event: string
  tenantId: string
  userId: string | null
  payload: unknown
}

/** `afterSeconds`: not to be told earlier, for whoever wants to look again in a while. */
interface EmitOptions {
  afterSeconds?: number
}

/**
 * Announces events in the transaction that causes them: they are delivered after it commits, at
 * least once, and never when it rolls back. One statement for any number of events.
 */
export async function emitAll<Payload>(
  tx: Tx,
  event: EventType<Payload>,
  payloads: readonly Payload[],
  { afterSeconds = 0 }: EmitOptions = {},
): Promise<void> {
  if (payloads.length === 0) return
  const envelopes = payloads.map((payload) => ({
    id: newId(),
    event: event.name,
    payload,
    ...(afterSeconds > 0 && { afterSeconds }),
  }))
  await sql`select jobs.enqueue_events(${JSON.stringify(envelopes)}::jsonb)`.execute(tx)
}

/** Announces one event; see `emitAll`. */
export const emit = <Payload>(
  tx: Tx,
  event: EventType<Payload>,
  payload: Payload,
  options?: EmitOptions,
): Promise<void> => emitAll(tx, event, [payload], options)
