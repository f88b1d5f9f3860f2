import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { ingestEvents } from './ingest-events.ts'
import { FIRST_HASH, type TillEvent, type TillEventReply } from './shared.ts'

/** What a device says of one entry that it hands over unread; any of it may be nonsense. */
export interface RawEntry {
  tillId: string
  journalId: string
  seq: number
  eventId: string
  bytes: Uint8Array
}

const isUuid = (text: string): boolean => z.uuid().safeParse(text).success

/** What a handed-over entry is called in the journal. */
export const RAW_TYPE = 'raw'

/**
 * Keeps the bytes of an entry that the usual way refused, so that it does not stop those behind it.
 * It takes its place in the journal, books nothing, and waits for a person.
 *
 * @throws pos.unknown_till
 */
export function ingestRaw(tx: Tx, raw: RawEntry): Promise<TillEventReply> {
  const event: TillEvent = {
    eventId: isUuid(raw.eventId) ? raw.eventId : newId(),
    seq: Number.isSafeInteger(raw.seq) && raw.seq > 0 ? raw.seq : 1,
    type: RAW_TYPE,
    schemaVersion: 1,
    body: { base64: Buffer.from(raw.bytes).toString('base64') },
    hash: createHash('sha256').update(raw.bytes).digest('hex'),
    prevHash: FIRST_HASH,
    wallAt: new Date().toISOString(),
  }
  // An entry that doesn't know its place is kept in a journal of its own.
  const isPlaced = isUuid(raw.journalId) && event.seq === raw.seq
  const batch = {
    tillId: isUuid(raw.tillId) ? raw.tillId : newId(),
    journalId: isPlaced ? raw.journalId : newId(),
    shellVersion: 'raw',
    events: [isPlaced ? event : { ...event, seq: 1 }],
  }
  return ingestEvents(tx, batch, { isUnread: true })
}
