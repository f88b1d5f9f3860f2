import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeStockedProduct } from '#test/make-sale.ts'
import { lots } from './index.ts'
import { issueStock } from './issue-stock.ts'
import { LotForm, type LotToShare, shareAmongLots } from './shared.ts'

connectDatabase()

const lot = (
  id: string,
  expiresOn: string,
  receivedMilli: number,
  counted?: LotToShare['counted'],
) => ({
  id,
  expiresOn,
  receivedMilli,
  counted,
})
const rests = (levelMilli: number, all: LotToShare[]) =>
  Object.fromEntries(shareAmongLots(levelMilli, all))

describe('what is left of each lot', () => {
  const early = lot('early', '2026-12-01', 10)
  const late = lot('late', '2026-12-09', 6)

  test('the first to expire is sold first', () => {
    expect(rests(16, [early, late])).toEqual({ early: 10, late: 6 })
    expect(rests(9, [early, late])).toEqual({ early: 3, late: 6 })
    expect(rests(4, [early, late])).toEqual({ early: 0, late: 4 })
    expect(rests(-3, [early, late])).toEqual({ early: 0, late: 0 })
    // More lies there than the lots say: the rest is of no known lot.
    expect(rests(99, [early, late])).toEqual({ early: 10, late: 6 })
  })

  test('a count corrects one lot, and the others share what is left', () => {
    const counted = (quantityMilli: number, leftSinceMilli = 0) =>
      lot('early', '2026-12-01', 10, { quantityMilli, leftSinceMilli })
    expect(rests(9, [counted(5), late])).toEqual({ early: 5, late: 4 })
    expect(rests(9, [counted(1), late])).toEqual({ early: 1, late: 6 })
    expect(rests(7, [counted(5, 2), late])).toEqual({ early: 3, late: 4 })
    expect(rests(9, [counted(0), late])).toEqual({ early: 0, late: 6 })
  })

  test('never more than came or was counted, never more in all than lies there', () => {
    const some = fc.array(
      fc.record({
        expiresOn: fc.integer({ min: 10, max: 28 }).map((day) => `2026-12-${day}`),
        receivedMilli: fc.integer({ min: 1, max: 50 }),
        counted: fc.option(fc.record({ quantityMilli: fc.nat(50), leftSinceMilli: fc.nat(60) }), {
          nil: undefined,
        }),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 300 }), some, (levelMilli, made) => {
        const all = made.map((each, index) => ({ ...each, id: `lot-${index}` }))
        const shared = shareAmongLots(levelMilli, all)
        const sum = [...shared.values()].reduce((total, each) => total + each, 0)
        const most = all.map((each) => each.counted?.quantityMilli ?? each.receivedMilli)
        expect(sum).toBe(
          Math.min(
            Math.max(levelMilli, 0),
            most.reduce((total, each) => total + each, 0),
          ),
        )
        for (const [index, each] of all.entries()) {
          expect(shared.get(each.id)).toBeGreaterThanOrEqual(0)
          expect(shared.get(each.id)).toBeLessThanOrEqual(most[index] ?? 0)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('lots of a shop', () => {
  const sell = (tx: Tx, productId: string, pieces: number) =>
    issueStock(tx, [
      {
        productId,
        quantityMilli: pieces * 1000,
        kind: 'sale',
        sourceType: 'sale',
        sourceId: newId(),
        occurredAt: new Date(),
      },
    ])
  const form = (productId: string, expiresOn: string, pieces: number) =>
    LotForm.parse({
      id: newId(),
      product: [productId],
      quantity: [String(pieces)],
      expiresOn,
      code: 'A1',
    })

  test('what expires soon is listed with its value; a sale writes nothing for it', async () => {
    const shop = await makeTenant()
    const { id } = await shop.run((tx) =>
      makeStockedProduct(tx, { name: '鮮奶', stockMilli: 12_000, costMinor: 30 }),
    )
    const early = form(id, '2026-12-01', 8)
    await shop.run(async (tx) => {
      await lots.addLot(tx, early)
      await lots.addLot(tx, early)
      await lots.addLot(tx, form(id, '2026-12-20', 4))
      await sell(tx, id, 5)
    })
    const soon = await shop.read((tx) => lots.listLots(tx, { by: '2026-12-05' }))
    expect(soon).toMatchObject([
      { id: early.id, name: '鮮奶', code: 'A1', restMilli: 3000, valueMinor: 90, isCounted: false },
    ])
    expect(await shop.read((tx) => lots.listLots(tx))).toHaveLength(2)

    await shop.run((tx) => lots.countLot(tx, { id: newId(), lotId: early.id, quantityMilli: 6000 }))
    await shop.run((tx) => sell(tx, id, 1))
    expect((await shop.read((tx) => lots.listLots(tx))).map((each) => each.restMilli)).toEqual([
      5000, 1000,
    ])
    const product = await shop.read((tx) =>
      tx.selectFrom('product').select('hasExpiry').where('id', '=', id).executeTakeFirst(),
    )
    expect(product).toEqual({ hasExpiry: true })
  })

  test('a lot of another shop, one that is sold out, and a day that makes no sense', async () => {
    const shop = await makeTenant()
    const other = await makeTenant()
    const { id } = await shop.run((tx) => makeStockedProduct(tx, { stockMilli: 2000 }))
    const made = form(id, '2026-12-01', 2)
    await shop.run((tx) => lots.addLot(tx, made))
    await expect(other.read((tx) => lots.getLot(tx, made.id))).rejects.toMatchObject({
      code: 'inventory.unknown_lot',
      status: 404,
    })
    await shop.run((tx) => sell(tx, id, 2))
    await expect(shop.read((tx) => lots.getLot(tx, made.id))).rejects.toMatchObject({
      code: 'inventory.unknown_lot',
    })
    await expect(
      shop.run((tx) => lots.addLot(tx, form(id, '1126-12-01', 2))),
    ).rejects.toMatchObject({ code: 'inventory.lot_already_over', status: 422 })
    expect(LotForm.safeParse({ ...made, product: [], quantity: [], expiresOn: '' }).success).toBe(
      false,
    )
  })
})
