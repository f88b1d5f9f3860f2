import { createHash } from 'node:crypto'
import { stocktakes } from '#modules/inventory/index.ts'
import { COUNT_EVENT, COUNT_SCHEMA_VERSION, type CountBody } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/ids.ts'
import type { MadeTenant } from './make.ts'

export const openForm = (more: object = {}) => ({
  id: newId(),
  name: '十一月盤點',
  mode: 'guided' as const,
  locationId: null,
  scope: 'whole' as const,
  category: [],
  ...more,
})

type Said = Partial<CountBody> & Pick<CountBody, 'productId' | 'quantityMilli'>

/** A counting phone with a journal of its own, as its app would write it. */
export function makePhone(who = '小英') {
  const deviceId = newId()
  const journalId = newId()
  let seq = 0
  const event = (said: Said, at = new Date()) => {
    seq += 1
    const body = { deviceId, turn: seq, who, shelf: '', how: 'add', ...said }
    return {
      eventId: newId(),
      seq,
      type: COUNT_EVENT,
      schemaVersion: COUNT_SCHEMA_VERSION,
      body,
      hash: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
      prevHash: '0'.repeat(64),
      wallAt: at.toISOString(),
    }
  }
  const batch = (events: ReturnType<typeof event>[], sentAt = new Date()) => ({
    journalId,
    events,
    sentAt: sentAt.toISOString(),
  })
  return {
    deviceId,
    event,
    batch,
    /** Counts and sends at once. */
    count: (shop: MadeTenant, stocktakeId: string, said: Said, at?: Date) =>
      shop.run((tx) =>
        stocktakes.ingestCounts(tx, stocktakeId, batch([event(said, at)]), new Date()),
      ),
  }
}
