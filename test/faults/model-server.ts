import { createHash } from 'node:crypto'
import type { Outgoing } from '#app/offline/sync.ts'
import { ingestRules } from '#modules/pos/index.ts'
import {
  hashedText,
  SaleCompletedBody,
  type TaxRates,
  type TillEvent,
  type TillEventReply,
} from '#modules/pos/shared.ts'

/** Bugs that can be planted in the server, to see that the simulator finds them. */
export interface ServerBugs {
  /** Books whatever arrives, as if it had never been here. */
  noDedupe?: boolean
  /** Answers "duplicate" to another sale at a taken place, and keeps nothing of it. */
  forkIsDuplicate?: boolean
}

interface Kept {
  eventId: string
  tillId: string
  journalId: string
  seq: number
  bodyHash: string
  disposition: 'posted' | 'posted_flagged' | 'quarantined'
}

/** Everything that stands in the model's database. */
interface Rows {
  acked: Map<string, number>
  events: Map<string, Kept>
  forks: Map<string, TillEvent>
  sales: { saleId: string; receiptNo: string; totalMinor: number }[]
  moves: { productId: string; quantityMilli: number }[]
  levels: Map<string, number>
  postings: { account: string; amountMinor: number }[]
}

/** What a unit costs in this shop: any number will do, as long as the books carry it. */
const UNIT_COST_MINOR = 7

/**
 * The server as a model: the real rules of the ingest (what is new, what is a duplicate, a fork or a
 * gap; what a sale must add up to; how it is posted) over tables in memory, each batch in one
 * transaction.
 */
export function modelServer(
  shop: { prices: ReadonlyMap<string, number>; taxRates: TaxRates },
  now: () => Date,
  bugs: ServerBugs = {},
) {
  let rows: Rows = {
    acked: new Map(),
    events: new Map(),
    forks: new Map(),
    sales: [],
    moves: [],
    levels: new Map(),
    postings: [],
  }
  let backup = structuredClone(rows)

  const ingest = (tillId: string, batch: Outgoing): TillEventReply => {
    // Nothing below can fail half-way, so the tables themselves are written.
    const draft = rows
    const place = `${tillId}/${batch.journalId}`
    const acked = draft.acked.get(place) ?? 0
    const stored = [...draft.events.values()].filter(
      (each) => each.tillId === tillId || batch.events.some((one) => one.eventId === each.eventId),
    )
    const read = batch.events.map((event) => ({ row: { event } }))
    const known = bugs.noDedupe ? [] : stored
    const from = bugs.noDedupe ? Math.max(0, (batch.events[0]?.seq ?? 1) - 1) : acked
    const sorted = ingestRules.sortEvents(batch, read, known, from)
    const booked = sorted.fresh.map(({ row: { event } }) => ({
      eventId: event.eventId,
      ...book(draft, tillId, batch.journalId, event),
    }))
    const settled = sorted.settled.map((each) =>
      bugs.forkIsDuplicate && each.disposition === 'fork'
        ? { ...each, disposition: 'duplicate' as const, reasons: [] }
        : each,
    )
    if (!bugs.forkIsDuplicate) {
      for (const { read, isChanged } of sorted.forks) keepFork(draft, read.row.event, isChanged)
    }
    draft.acked.set(place, Math.max(acked, sorted.ackedSeq))
    return {
      serverTime: now().toISOString(),
      ackedSeq: sorted.ackedSeq,
      ...(sorted.hasGap ? { resendFrom: sorted.ackedSeq + 1 } : {}),
      results: [...settled, ...booked],
    }
  }

  const book = (draft: Rows, tillId: string, journalId: string, event: TillEvent) => {
    const outcome = bookSale(draft, event)
    const { eventId, seq, hash: bodyHash } = event
    draft.events.set(eventId, { eventId, tillId, journalId, seq, bodyHash, ...outcome })
    return outcome
  }

  const keepFork = (draft: Rows, event: TillEvent, isChanged: boolean) => {
    const key = `${event.eventId}/${event.hash}`
    if (!isChanged && !draft.forks.has(key)) bookSale(draft, event)
    draft.forks.set(key, event)
  }

  const bookSale = (draft: Rows, event: TillEvent) => {
    const refuse = (reason: string) => ({ disposition: 'quarantined' as const, reasons: [reason] })
    const hash = createHash('sha256').update(hashedText(event)).digest('hex')
    if (hash !== event.hash) return refuse('hash_mismatch')
    if (event.type !== 'sale.completed') return { disposition: 'posted' as const, reasons: [] }
    const body = SaleCompletedBody.safeParse(event.body)
    if (!body.success) return refuse('schema_error')
    const sales = bugs.noDedupe ? [] : draft.sales.map((sale) => sale.saleId)
    const products = new Map(
      [...shop.prices].map(([id, priceMinor]) => [id, { priceMinor, archivedAt: null }]),
    )
    const checked = ingestRules.checkSale(body.data, {
      products,
      cashiers: new Set([body.data.cashierId]),
      sales: new Set(sales),
      taxRates: shop.taxRates,
      now: now(),
    })
    if (checked.refusal) return refuse(checked.refusal)
    post(draft, body.data)
    return checked.flags.length > 0
      ? { disposition: 'posted_flagged' as const, reasons: checked.flags }
      : { disposition: 'posted' as const, reasons: [] }
  }

  return {
    ingest,
    rows: (): Readonly<Rows> => rows,
    makeBackup() {
      backup = structuredClone(rows)
    },
    /** The server is lost, and put up again from its last backup. */
    restore() {
      rows = structuredClone(backup)
    },
  }
}

export type ModelServer = ReturnType<typeof modelServer>

function post(draft: Rows, body: SaleCompletedBody): void {
  const { saleId, receiptNo, totalMinor } = body
  draft.sales.push({ saleId, receiptNo, totalMinor })
  let costMinor = 0
  for (const { productId, quantityMilli } of body.lines) {
    draft.moves.push({ productId, quantityMilli: -quantityMilli })
    draft.levels.set(productId, (draft.levels.get(productId) ?? 0) - quantityMilli)
    costMinor += Math.round((UNIT_COST_MINOR * quantityMilli) / 1000)
  }
  for (const posting of ingestRules.salePostings(body, costMinor)) draft.postings.push(posting)
}
