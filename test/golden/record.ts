import { writeFileSync } from 'node:fs'
import { openJournal } from '#app/offline/journal.ts'
import { memoryDisk } from '#app/offline/memory-disk.ts'
import { asTillEvent } from '#app/offline/next-batch.ts'
import { sha256 } from '#app/offline/sha256.ts'
import { type CartAction, cartReducer, openCart } from '#app/till/cart.ts'
import { recordSale } from '#app/till/sale.ts'
import { sampleProduct, sampleSnapshot } from '#app/till/sample-snapshot.ts'
import { FIRST_FACTS, type TillFacts } from '#app/till/till-facts.ts'
import { newId } from '#modules/kernel/shared.ts'
import { EVENT_SCHEMA_VERSION, type TillEventType } from '#modules/pos/shared.ts'

/**
 * Writes what this version of the till writes into a file that never changes again, once for each
 * release: `node --import tsx test/golden/record.ts 2`. See `docs/golden-journals.md`.
 */
const shell = process.argv[2]
if (!shell) throw new Error('Name the shell: node --import tsx test/golden/record.ts 2')

const water = sampleProduct('礦泉水', {
  barcodes: ['4710000100421'],
  unit: 'bottle',
  priceMinor: 20,
})
const cabbage = sampleProduct('高麗菜', { unit: 'catty', soldBy: 'weight', priceMinor: 35 })
const snapshot = sampleSnapshot([water, cabbage])
const startedAt = Date.parse('2026-11-20T01:00:00.000Z')
let minutes = 0
const now = () => new Date(startedAt + minutes * 60_000)

const parts = {
  disk: memoryDisk(),
  clock: { now, monotonicMs: () => minutes * 60_000 },
  bootId: newId(),
  digest: sha256,
  readFacts: (stored: unknown) => (stored ? (stored as TillFacts) : FIRST_FACTS),
  newId,
}
const journalId = newId()
const journal = await openJournal<TillFacts>(parts, { journalId, facts: FIRST_FACTS })

const item = (product: typeof water, quantityMilli: number, more = {}) => ({
  type: 'add' as const,
  item: {
    lineId: newId(),
    productId: product.id,
    name: product.name,
    unit: product.unit,
    soldBy: product.soldBy,
    taxClass: product.taxClass,
    quantityMilli,
    unitPriceMinor: product.priceMinor ?? 0,
    picture: 'box',
    addedAtMs: 0,
    ...more,
  },
})

async function sell(
  actions: CartAction[],
  payments: Parameters<typeof recordSale>[1]['payments'],
  wantsReceipt = false,
): Promise<void> {
  minutes += 7
  const cart = actions.reduce(cartReducer, openCart(newId()))
  const [at, newShiftId] = [now(), newId()]
  await journal.commit((facts) =>
    recordSale(facts, { cart, payments, wantsReceipt, at, snapshot, tillNumber: 1, newShiftId }),
  )
}

const pay = (tender: 'cash' | 'line_pay', amountMinor: number, tenderedMinor = amountMinor) => ({
  tender,
  amountMinor,
  tenderedMinor,
})

await sell([item(water, 2000)], [pay('cash', 40, 100)], true)
await sell([item(cabbage, 1200)], [pay('cash', 42)])
await sell([item(cabbage, 1000, { fixedAmountMinor: 33 })], [pay('line_pay', 33)])
await sell(
  [item(water, 3000, { discount: { kind: 'amount', amountMinor: 10 } }), item(cabbage, 2000)],
  [pay('line_pay', 100), pay('cash', 20, 20)],
)
// The next day, with a price that was changed by hand.
minutes += 24 * 60
await sell([item(water, 1000, { unitPriceMinor: 15 })], [pay('cash', 15, 1000)])

// Its paper came out of the till's own printer at the second try, and then a copy of it.
const [sold] = await parts.disk.readLatest(1)
const printer = {
  id: newId(),
  name: '出單機',
  widthDots: 384,
  hasCutter: true,
  hasDrawer: true,
} as const
const paper = { jobId: newId(), printer, kind: 'receipt', copyNo: 1 }
const saleId = String(sold?.body.saleId)
const reprintId = newId()
const told = (type: TillEventType, eventId: string, body: Record<string, unknown>) => ({
  eventId,
  type,
  schemaVersion: EVENT_SCHEMA_VERSION,
  body,
})
const report = (more: Record<string, unknown>) => {
  const reportId = newId()
  const about = { sourceType: 'sale', sourceId: saleId, at: now().toISOString() }
  return told('paper.reported', reportId, { reportId, ...paper, ...about, ...more })
}
await journal.commit((facts) => ({
  events: [
    report({ attempt: 1, status: 'failed', error: 'printing.till_unreachable' }),
    report({ attempt: 2, status: 'sent' }),
    told('receipt.reprinted', reprintId, {
      reprintId,
      saleId,
      reprintedAt: now().toISOString(),
      cashierId: snapshot.person.id,
      isPrintedHere: true,
    }),
    report({
      jobId: newId(),
      sourceType: 'receipt_reprint',
      sourceId: reprintId,
      attempt: 1,
      status: 'printed',
    }),
  ],
  facts,
}))

const events = (await parts.disk.readFrom(journalId, 1, 1000)).map(asTillEvent)
const golden = {
  shell,
  recordedAt: new Date().toISOString(),
  tillId: newId(),
  journalId,
  cashierId: snapshot.person.id,
  products: [water, cabbage],
  // Each as the bytes that travel.
  events: events.map((event) => JSON.stringify(event)),
}
const name = `test/golden/${shell}-sales.json`
writeFileSync(name, `${JSON.stringify(golden, null, 2)}\n`, { flag: 'wx' })
console.log(`${name}: ${events.length} entries`)
