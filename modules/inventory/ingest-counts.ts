import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  type CountProblem,
  countEntries,
  type EntryRow,
  findCountHashes,
  findLastCountSeq,
  findStocktake,
  insertCountEntries,
  type StandingStocktake,
} from './count-repository.ts'
import { findKnownProducts } from './count-scope.ts'
import { tooManyCounts, unknownStocktake } from './errors.ts'
import { COUNT_EVENT } from './shared-count.ts'
import { type CountBatch, CountBodyShape } from './shared-count-forms.ts'

/** What became of each entry; the same words that tills are answered with. */
export interface CountReply {
  serverTime: string
  ackedSeq: number
  results: {
    eventId: string
    disposition: 'posted' | 'posted_flagged' | 'duplicate' | 'fork' | 'quarantined'
    reasons: string[]
  }[]
}

type Sent = CountBatch['events'][number]

/** A shop of 10,000 goods counted ten times over: past it a phone sends for ever. */
const MAX_ENTRIES = 100_000
/** A phone's clock that is further off than a request can take is set right. */
const CLOCK_OFF_MS = 60_000

/**
 * Keeps what a phone counted. Order does not matter and nothing is refused: what comes twice is there
 * once, what can't be read or is of no product here is set aside whole, and what comes when the
 * stocktake is over is kept and shown, and not booked. An id that comes again with other words is a
 * fork: the first stands.
 *
 * @throws inventory.too_many_counts
 */
export async function ingestCounts(
  tx: Tx,
  stocktakeId: string,
  batch: CountBatch,
  now: Date,
): Promise<CountReply> {
  // Whoever posts it waits for this, or this sees that it is over.
  const stocktake = await findStocktake(tx, stocktakeId, 'share')
  if (!stocktake) throw unknownStocktake()
  if ((await countEntries(tx, stocktakeId)) + batch.events.length > MAX_ENTRIES) {
    throw tooManyCounts(MAX_ENTRIES)
  }
  const read = batch.events.map((event) => readEntry(event, stocktake, batch, now))
  const products = await findKnownProducts(
    tx,
    read.flatMap(({ productId }) => productId ?? []),
  )
  const rows = read.map((row) =>
    row.problem === null || row.problem === 'late'
      ? { ...row, problem: products.has(row.productId ?? '') ? row.problem : UNKNOWN }
      : row,
  )
  const isNew = await insertCountEntries(tx, rows)
  const hashes = await findCountHashes(
    tx,
    rows.flatMap(({ id }) => (isNew.has(id) ? [] : [id])),
  )
  const isFork = ({ id, hash }: EntryRow) => !isNew.has(id) && hashes.get(id) !== hash
  await insertCountEntries(
    tx,
    rows.filter(isFork).map((row) => ({ ...row, id: newId(), problem: 'fork' as const })),
  )
  return {
    serverTime: now.toISOString(),
    ackedSeq: await findLastCountSeq(tx, batch.journalId),
    results: rows.map((row) => answer(row, isNew.has(row.id), isFork(row))),
  }
}

const UNKNOWN: CountProblem = 'unknown_product'

function answer(row: EntryRow, isNew: boolean, isFork: boolean): CountReply['results'][number] {
  const { id: eventId, problem } = row
  if (isFork) return { eventId, disposition: 'fork', reasons: ['fork'] }
  if (!isNew) return { eventId, disposition: 'duplicate', reasons: [] }
  if (problem === null) return { eventId, disposition: 'posted', reasons: [] }
  const disposition = problem === 'late' ? 'posted_flagged' : 'quarantined'
  return { eventId, disposition, reasons: [problem] }
}

function readEntry(
  event: Sent,
  stocktake: StandingStocktake,
  batch: CountBatch,
  now: Date,
): EntryRow {
  const { eventId: id, seq, type, hash } = event
  const kept = {
    id,
    stocktakeId: stocktake.id,
    journalId: batch.journalId,
    seq,
    countedAt: countedAt(event.wallAt, batch.sentAt, stocktake.openedAt, now),
    body: event.body,
    hash,
  }
  const body = type === COUNT_EVENT ? CountBodyShape.safeParse(event.body) : undefined
  if (!body?.success) return { ...kept, ...NOTHING_READ }
  const { deviceId, turn, who, shelf, productId, how, quantityMilli } = body.data
  const problem = stocktake.end === null ? null : ('late' as const)
  return { ...kept, deviceId, turn, who, shelf, productId, how, quantityMilli, problem }
}

const NOTHING_READ = {
  deviceId: null,
  turn: null,
  who: null,
  shelf: null,
  productId: null,
  how: null,
  quantityMilli: null,
  problem: 'unreadable',
} as const

/**
 * When it was counted, by the server's clock: sales are told apart by it. A phone whose clock is
 * wrong says so by what it reads as it sends. Never after now, nor before the stocktake was opened.
 */
export function countedAt(wallAt: string, sentAt: string, openedAt: Date, now: Date): Date {
  const aheadMs = Date.parse(sentAt) - now.getTime()
  const byPhoneMs = Date.parse(wallAt)
  const atMs = Math.abs(aheadMs) > CLOCK_OFF_MS ? byPhoneMs - aheadMs : byPhoneMs
  return new Date(Math.max(Math.min(atMs, now.getTime()), openedAt.getTime()))
}
