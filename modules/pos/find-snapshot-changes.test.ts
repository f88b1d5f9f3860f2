import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { snapshotProducts } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { findSnapshotChanges, markSnapshot } from './find-snapshot-changes.ts'
import { ingestEvents } from './ingest-events.ts'

connectDatabase()

const snapshotOf = async (tx: Tx, rules = { tabLimitMinor: 3000 }) => ({
  madeAt: '',
  version: '',
  rules,
  customers: [],
  products: await snapshotProducts(tx),
})

/** As if everything there is had been there for a day. */
const letADayPass = async (tx: Tx) => {
  await sql`update product set updated_at = now() - interval '1 day'`.execute(tx)
  await sql`update stock_level set changed_at = now() - interval '1 day'`.execute(tx)
}

test('a till is told what was saved, sold and put away, and nothing else', async () => {
  const shop = await makeTenant()
  const till = new MadeTill()
  const { sold, saved, away } = await shop.run(async (tx) => {
    await till.register(tx)
    const make = () => makeProduct(tx, { priceMinor: 25, costMinor: 10, stockMilli: 9000 })
    const ids = { sold: await make(), saved: await make(), away: await make() }
    await make()
    await letADayPass(tx)
    return ids
  })
  const marks = await shop.read(async (tx) => markSnapshot(tx, await snapshotOf(tx)))
  const nothing = await shop.read(async (tx) =>
    findSnapshotChanges(tx, await snapshotOf(tx), marks),
  )
  expect(nothing).toMatchObject({ parts: {}, products: [], removedIds: [], stock: [] })

  const line = { productId: sold, unitPriceMinor: 25, quantityMilli: 2000 }
  const sale = till.quickSale({ cashierId: shop.userId, lines: [line] })
  await shop.run((tx) => ingestEvents(tx, till.batch(sale)))
  await shop.run(async (tx) => {
    const now = sql<Date>`now()`
    await tx
      .updateTable('product')
      .set({ priceMinor: 30, updatedAt: now })
      .where('id', '=', saved)
      .execute()
    await tx
      .updateTable('product')
      .set({ archivedAt: now, updatedAt: now })
      .where('id', '=', away)
      .execute()
  })
  const changes = await shop.read(async (tx) =>
    findSnapshotChanges(tx, await snapshotOf(tx, { tabLimitMinor: 5000 }), marks),
  )
  expect(changes).toMatchObject({
    parts: { rules: { tabLimitMinor: 5000 } },
    products: [{ id: saved, priceMinor: 30 }],
    removedIds: [away],
    stock: [[sold, 7000]],
    productCount: 3,
  })
})

test('a cursor that is too old, or not of this server, gets everything', async () => {
  const shop = await makeTenant()
  const ask = (cursor: string) =>
    shop.read(async (tx) => findSnapshotChanges(tx, await snapshotOf(tx), { cursor, hashes: {} }))
  const dayMs = 86_400_000
  expect(await ask(String(Date.now() - 31 * dayMs))).toBeUndefined()
  expect(await ask(String(Date.now() + dayMs))).toBeUndefined()
  expect(await ask('yesterday')).toBeUndefined()
  expect(await ask(String(Date.now() - dayMs))).toBeDefined()
})

test('a day of a shop with 10,000 products travels in less than 50 kB', async () => {
  const shop = await makeTenant()
  const changes = await shop.run(async (tx) => {
    await sql`
      insert into product (id, name, names, unit, price_minor, pictogram)
      select gen_random_uuid(), '貨品 ' || n, '{"en": "Goods"}', 'bottle', n % 500, 'box'
      from generate_series(1, 10000) n`.execute(tx)
    await sql`insert into stock_level (product_id, quantity_milli, value_minor)
      select id, 5000, 100 from product`.execute(tx)
    await letADayPass(tx)
    const marks = await markSnapshot(tx, await snapshotOf(tx))
    // 150 new prices, and 600 kinds of goods sold.
    await sql`update product set price_minor = price_minor + 1, updated_at = now()
      where id in (select id from product order by id limit 150)`.execute(tx)
    await sql`update stock_level set quantity_milli = 4000, changed_at = now()
      where product_id in (select id from product order by id desc limit 600)`.execute(tx)
    return findSnapshotChanges(tx, await snapshotOf(tx), marks)
  })
  expect(changes?.products).toHaveLength(150)
  expect(changes?.stock).toHaveLength(600)
  expect(gzipSync(JSON.stringify(changes)).length).toBeLessThan(50_000)
})
