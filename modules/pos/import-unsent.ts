import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { DomainError, isDomainError } from '#modules/kernel/errors.ts'
import { ingestEvents } from './ingest-events.ts'
import { type Disposition, MAX_BATCH, readBoxLines, type TillEvent, worthOf } from './shared.ts'
import { openBoxes } from './unsent-box.ts'

/** What became of one entry that came by hand. */
export interface ImportedEvent {
  eventId: string
  type: string
  receiptNo: string | null
  wallAt: string
  /** Whole NT$; null for what is not about money. */
  amountMinor: number | null
  disposition: Disposition
  reasons: string[]
}

export interface ImportedUnsent {
  events: ImportedEvent[]
  /** Entries of a till that this shop does not have. */
  foreign: number
  /** Boxes that could not be opened. */
  unopened: number
  incomplete: { id: string; missing: number[] }[]
  strange: number
}

/**
 * Books what a till could not send, from its file or from the codes of its printed page. Everything
 * that came before, by this way or by the network, is a duplicate and changes nothing. An entry that
 * comes without those before it does not wait for them: they are taken when they come.
 *
 * @throws pos.nothing_to_import when no line of it is ours.
 */
export async function importUnsent(tx: Tx, text: string): Promise<ImportedUnsent> {
  const { boxes, incomplete, strange } = readBoxLines(text)
  if (boxes.length === 0 && incomplete.length === 0) {
    throw new DomainError('pos.nothing_to_import', 'invalid')
  }
  const payloads = await openBoxes(tx, boxes)
  const result: ImportedUnsent = {
    events: [],
    foreign: 0,
    unopened: payloads.filter((payload) => payload === undefined).length,
    incomplete,
    strange,
  }
  for (const payload of payloads) {
    for (const { journalId, events } of payload?.journals ?? []) {
      for (const run of runsOf(events)) {
        const booked = await ingestRun(tx, payload?.tillId ?? '', journalId, run)
        if (booked) result.events.push(...booked)
        else result.foreign += run.length
      }
    }
  }
  const tillId = payloads.find((payload) => payload !== undefined)?.tillId
  await recordAudit(tx, {
    action: 'pos.unsent_imported',
    targetType: 'till',
    ...(tillId && { targetId: tillId }),
    detail: { events: result.events.length, foreign: result.foreign, unopened: result.unopened },
  })
  return result
}

/** Entries in order, in runs without a gap that one batch can hold. */
function runsOf(events: readonly TillEvent[]): TillEvent[][] {
  const runs: TillEvent[][] = []
  for (const event of [...events].sort((a, b) => a.seq - b.seq)) {
    const run = runs.at(-1)
    const follows = run?.at(-1)?.seq === event.seq - 1
    if (run && follows && run.length < MAX_BATCH) run.push(event)
    else runs.push([event])
  }
  return runs
}

async function ingestRun(
  tx: Tx,
  tillId: string,
  journalId: string,
  run: TillEvent[],
): Promise<ImportedEvent[] | undefined> {
  const [first] = run
  if (!first) return []
  const hole = first.seq > 1 ? { hole: { fromSeq: 1, toSeq: first.seq - 1 } } : {}
  try {
    const batch = { tillId, journalId, shellVersion: 'import', events: run, ...hole }
    const { results } = await ingestEvents(tx, batch, { isCareful: true })
    const became = new Map(results.map((each) => [each.eventId, each]))
    return run.flatMap((event) => {
      const { disposition, reasons } = became.get(event.eventId) ?? {}
      return disposition && reasons ? [{ ...describe(event), disposition, reasons }] : []
    })
  } catch (error) {
    if (isDomainError(error) && error.code === 'pos.unknown_till') return undefined
    throw error
  }
}

const describe = (event: TillEvent) => ({
  eventId: event.eventId,
  type: event.type,
  receiptNo: typeof event.body.receiptNo === 'string' ? event.body.receiptNo : null,
  wallAt: event.wallAt,
  amountMinor: worthOf(event) ?? null,
})
