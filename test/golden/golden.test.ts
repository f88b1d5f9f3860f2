import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { receiveStock } from '#modules/inventory/index.ts'
import { asPerson, type Tx } from '#modules/kernel/db.ts'
import { ingestEvents, registerTill } from '#modules/pos/index.ts'
import { FIRST_HASH, hashedText, TillEventBatch, TillProduct } from '#modules/pos/shared.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant, trialBalance } from '#test/make.ts'

connectDatabase()

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const Golden = z.object({
  tillId: z.uuid(),
  journalId: z.uuid(),
  cashierId: z.uuid(),
  products: z.array(TillProduct),
  events: z.array(z.string()),
})

async function makeGoods(tx: Tx, products: z.infer<typeof Golden>['products']): Promise<void> {
  const rows = products.map(({ id, name, unit, soldBy, priceMinor, taxClass }) => ({
    id,
    name,
    unit,
    soldBy,
    priceMinor,
    taxClass,
    costMinor: 10,
  }))
  await tx.insertInto('product').values(rows).execute()
  const stock = products.map((product) => ({
    productId: product.id,
    quantityMilli: 100_000,
    valueMinor: 1000,
    kind: 'opening' as const,
    sourceType: 'opening',
    sourceId: product.id,
    sourceLine: 0,
    occurredAt: new Date('2026-11-01T00:00:00Z'),
  }))
  await receiveStock(tx, stock)
}

/** A cashier whose id is the one that the journal names. */
async function makeCashier(tenant: Awaited<ReturnType<typeof makeTenant>>, id: string) {
  await asPerson(id, 'read write', (tx) =>
    tx
      .insertInto('userAccount')
      .values({ id, displayName: '陳美玉', email: `${id}@shop.example` })
      .onConflict((oc) => oc.doNothing())
      .execute(),
  )
  await tenant.run((tx) =>
    tx.insertInto('membership').values({ userId: id, role: 'cashier' }).execute(),
  )
}

test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.json')))(
  'every entry of %s is still booked as it was written',
  async (name) => {
    const golden = Golden.parse(JSON.parse(readFileSync(FOLDER + name, 'utf8')))
    const shop = await makeTenant()
    await makeCashier(shop, golden.cashierId)
    await shop.run((tx) => makeGoods(tx, golden.products))
    const { tillId, journalId } = golden
    await shop.run((tx) => registerTill(tx, { tillId, journalId }))
    const events: unknown[] = golden.events.map((bytes) => JSON.parse(bytes))
    const batch = TillEventBatch.parse({ tillId, journalId, shellVersion: name, events })

    const reply = await shop.run((tx) => ingestEvents(tx, batch))
    const told = reply.results.map((each) => each.disposition)
    expect(told.filter((each) => each !== 'posted' && each !== 'posted_flagged')).toEqual([])
    expect(reply.ackedSeq).toBe(events.length)

    const kept = await shop.read((tx) =>
      tx
        .selectFrom('tillEvent')
        .select(['type', 'schemaVersion', 'body'])
        .where('journalId', '=', journalId)
        .orderBy('seq')
        .execute(),
    )
    // What lies in the database makes the same chain of hashes as on the device.
    let prevHash = FIRST_HASH
    const hashes = kept.map(({ body, ...row }) => {
      const text = hashedText({
        ...row,
        body: z.record(z.string(), z.unknown()).parse(body),
        prevHash,
      })
      prevHash = createHash('sha256').update(text).digest('hex')
      return prevHash
    })
    expect(hashes).toEqual(batch.events.map((each) => each.hash))
    const sold = batch.events.filter((each) => each.type === 'sale.completed')
    await shop.read(async (tx) => {
      expect(await trialBalance(tx)).toBe(0)
      const sales = await tx.selectFrom('sale').select(['id', 'totalMinor']).execute()
      expect(new Map(sales.map((each) => [each.id, each.totalMinor]))).toEqual(
        new Map(sold.map(({ body }) => [body.saleId, body.totalMinor])),
      )
    })
    const again = await shop.run((tx) => ingestEvents(tx, batch))
    expect(new Set(again.results.map((each) => each.disposition))).toEqual(new Set(['duplicate']))
  },
)
