import { describe, expect, test } from 'vitest'
import { getTrialBalance, listEntriesOf, postEntries } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeStockedProduct } from '#test/make-sale.ts'
import { changeStockMethod } from './change-stock-method.ts'
import { places, productUnits, recipes, saveProduct, stockActs } from './index.ts'
import { issueStock } from './issue-stock.ts'
import { ProductInput } from './shared.ts'
import { verifyStock } from './verify-stock.ts'

connectDatabase()

const act = (more: object = {}) => ({ id: newId(), note: '', locationId: null, ...more })
const line = (productId: string, pieces: number) => ({ productId, quantityMilli: pieces * 1000 })
const balances = async (tx: Tx) => {
  const { accounts } = await getTrialBalance(tx, '2999-12-31')
  return Object.fromEntries(
    accounts
      .filter((each) => each.balanceMinor !== 0)
      .map((each) => [each.code, each.balanceMinor]),
  )
}
const levelOf = (tx: Tx, productId: string) =>
  tx
    .selectFrom('stockLevel')
    .select(['quantityMilli', 'valueMinor'])
    .where('productId', '=', productId)
    .executeTakeFirstOrThrow()
const stocked = (tx: Tx, name: string, pieces: number, costMinor: number, priceMinor = 100) =>
  makeStockedProduct(tx, { name, stockMilli: pieces * 1000, costMinor, priceMinor })

async function sell(tx: Tx, productId: string, pieces: number): Promise<void> {
  const source = { sourceType: 'sale', sourceId: newId(), occurredAt: new Date() }
  const [issued] = await issueStock(tx, [{ ...source, ...line(productId, pieces), kind: 'sale' }])
  const costMinor = issued?.costMinor ?? 0
  await postEntries(tx, [
    {
      kind: 'sale',
      postedOn: new Date().toLocaleDateString('sv', { timeZone: 'Asia/Taipei' }),
      ...source,
      postings: [
        { account: 'costOfSales', amountMinor: costMinor },
        { account: 'inventory', amountMinor: 0 - costMinor },
      ],
    },
  ])
}

describe('thrown away, and used by the family', () => {
  test('goods leave at what they cost, and pressing twice books once', async () => {
    const shop = await makeTenant()
    const { id } = await shop.run((tx) => stocked(tx, '豆腐', 10, 15))
    const waste = { ...act(), reason: 'expired' as const, lines: [line(id, 3)] }
    await shop.run((tx) => stockActs.throwAway(tx, waste))
    await shop.run((tx) => stockActs.throwAway(tx, waste))
    await shop.run((tx) => stockActs.takeForOwnUse(tx, { ...act(), lines: [line(id, 2)] }))
    expect(await shop.run(balances)).toEqual({ '1201': 75, '3101': -150, '3102': 30, '5104': 45 })
    expect(await shop.run(verifyStock)).toEqual([])
  })

  test.each(['average', 'fifo'] as const)(
    'taken back they lie there at what they had cost (%s)',
    async (method) => {
      const shop = await makeTenant()
      await shop.run((tx) => changeStockMethod(tx, method))
      const { id } = await shop.run((tx) => stocked(tx, '豆腐', 10, 15))
      const waste = { ...act(), reason: 'broken' as const, lines: [line(id, 4), line(id, 1)] }
      await shop.run((tx) => stockActs.throwAway(tx, waste))
      const undo = { id: newId(), actId: waste.id }
      await shop.run((tx) => stockActs.undoAct(tx, undo))
      await shop.run((tx) => stockActs.undoAct(tx, undo))
      expect(await shop.run((tx) => levelOf(tx, id))).toEqual({
        quantityMilli: 10_000,
        valueMinor: 150,
      })
      expect(await shop.run(balances)).toEqual({ '1201': 150, '3101': -150 })
      await expect(
        shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: waste.id })),
      ).rejects.toMatchObject({ code: 'inventory.act_undone', status: 409 })
      await expect(
        shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: undo.id })),
      ).rejects.toMatchObject({ code: 'inventory.undo_of_undo' })
      const shown = await shop.run((tx) => stockActs.getAct(tx, waste.id))
      expect(shown).toMatchObject({ undoneById: undo.id, valueMinor: 75 })
      expect(await shop.run(verifyStock)).toEqual([])
    },
  )

  test('two who take the same back at once: it is taken back once', async () => {
    const shop = await makeTenant()
    const { id } = await shop.run((tx) => stocked(tx, '豆腐', 10, 15))
    const waste = { ...act(), reason: 'spoiled' as const, lines: [line(id, 4)] }
    await shop.run((tx) => stockActs.throwAway(tx, waste))
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() =>
        shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: waste.id })),
      ),
    )
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    expect((await shop.run((tx) => levelOf(tx, id))).quantityMilli).toBe(10_000)
  })

  test('more than the books know of is never refused, and settles itself when taken back', async () => {
    const shop = await makeTenant()
    const { id } = await shop.run((tx) => stocked(tx, '豆腐', 2, 15))
    const waste = { ...act(), reason: 'pests' as const, lines: [line(id, 5)] }
    await shop.run((tx) => stockActs.throwAway(tx, waste))
    expect((await shop.run((tx) => levelOf(tx, id))).quantityMilli).toBe(-3000)
    await shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: waste.id }))
    expect(await shop.run(verifyStock)).toEqual([])
    expect((await shop.run((tx) => levelOf(tx, id))).valueMinor).toBe(30)
  })
})

describe('places', () => {
  const place = (name: string) => ({ id: newId(), name, kind: 'store' as const })

  test('what is carried moves no value; more than lies there is refused, also at once', async () => {
    const shop = await makeTenant()
    const store = place('後面倉庫')
    const { id } = await shop.run(async (tx) => {
      await places.savePlace(tx, store)
      return stocked(tx, '米', 10, 40)
    })
    const carry = (pieces: number, from: string | null, to: string | null) =>
      shop.run((tx) =>
        stockActs.carryGoods(tx, {
          ...act({ locationId: from, toLocationId: to }),
          locationId: from,
          toLocationId: to,
          lines: [line(id, pieces)],
        }),
      )
    const { id: carried } = await carry(6, null, store.id)
    await expect(carry(5, null, store.id)).rejects.toMatchObject({
      code: 'inventory.not_enough_there',
      data: { there: 4 },
    })
    await expect(carry(1, null, null)).rejects.toMatchObject({ code: 'inventory.same_place' })
    const tries = await Promise.allSettled([1, 2, 3].map(() => carry(4, store.id, null)))
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    // Four are back on the floor already, so six can't be carried back.
    await expect(
      shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: carried })),
    ).rejects.toMatchObject({ code: 'inventory.not_enough_there', data: { there: 2 } })
    await carry(4, null, store.id)
    await shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: carried }))
    const at = await shop.run((tx) => tx.selectFrom('locationLevel').selectAll().execute())
    expect(at).toMatchObject([{ quantityMilli: 0 }])
    expect(await shop.run(balances)).toEqual({ '1201': 400, '3101': -400 })
    expect(await shop.run(verifyStock)).toEqual([])
  })

  test('a place with goods can not be put away; an empty one takes no more goods', async () => {
    const shop = await makeTenant()
    const van = place('藍色貨車')
    const { id } = await shop.run(async (tx) => {
      await places.savePlace(tx, van)
      return stocked(tx, '米', 10, 40)
    })
    const carry = { ...act(), toLocationId: van.id, lines: [line(id, 1)] }
    await shop.run((tx) => stockActs.carryGoods(tx, carry))
    await expect(
      shop.run((tx) => places.archivePlace(tx, { placeId: van.id })),
    ).rejects.toMatchObject({ code: 'inventory.place_not_empty' })
    await shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: carry.id }))
    await shop.run((tx) => places.archivePlace(tx, { placeId: van.id }))
    await expect(
      shop.run((tx) => stockActs.carryGoods(tx, { ...carry, id: newId() })),
    ).rejects.toMatchObject({ code: 'inventory.unknown_place' })
  })

  test('a sale from a van leaves the van, and says when it goes below zero there', async () => {
    const shop = await makeTenant()
    const van = place('藍色貨車')
    const { id } = await shop.run(async (tx) => {
      await places.savePlace(tx, van)
      return stocked(tx, '米', 10, 40)
    })
    const [sold] = await shop.run((tx) =>
      issueStock(tx, [
        {
          ...line(id, 2),
          kind: 'sale',
          sourceType: 'sale',
          sourceId: newId(),
          occurredAt: new Date(),
          locationId: van.id,
        },
      ]),
    )
    expect(sold).toMatchObject({ levelMilli: 8000, isNegative: true, costMinor: 80 })
  })
})

describe('made of others', () => {
  test('what comes out takes the value of what went in, by what it sells for', async () => {
    const shop = await makeTenant()
    const made = await shop.run(async (tx) => ({
      tea: await stocked(tx, '茶葉', 10, 101),
      box: await stocked(tx, '盒子', 10, 7),
      gift: await stocked(tx, '禮盒', 0, 0, 300),
      small: await stocked(tx, '小包', 0, 0, 100),
    }))
    const { tea, box, gift, small } = made
    const form = {
      ...act(),
      recipeId: null,
      inputs: [line(tea.id, 1), line(box.id, 1)],
      outputs: [line(gift.id, 1), line(small.id, 1)],
    }
    expect(await shop.run((tx) => stockActs.makeGoods(tx, form))).toMatchObject({ valueMinor: 108 })
    expect((await shop.run((tx) => levelOf(tx, gift.id))).valueMinor).toBe(81)
    expect((await shop.run((tx) => levelOf(tx, small.id))).valueMinor).toBe(27)
    expect(await shop.run((tx) => listEntriesOf(tx, 'stock_act', form.id))).toEqual([])
    expect(await shop.run(verifyStock)).toEqual([])

    await shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: form.id }))
    expect(await shop.run((tx) => levelOf(tx, tea.id))).toEqual({
      quantityMilli: 10_000,
      valueMinor: 1010,
    })
    expect(await shop.run((tx) => levelOf(tx, gift.id))).toEqual({
      quantityMilli: 0,
      valueMinor: 0,
    })
    expect(await shop.run(verifyStock)).toEqual([])
  })

  test('sold before it was made, the guess is settled; sold since, it can not be taken apart', async () => {
    const shop = await makeTenant()
    const { sack, bag } = await shop.run(async (tx) => ({
      sack: await stocked(tx, '三十公斤米', 2, 900),
      bag: await stocked(tx, '小包米', 0, 20),
    }))
    await shop.run((tx) => sell(tx, bag.id, 5))
    const form = {
      ...act(),
      recipeId: null,
      inputs: [line(sack.id, 1)],
      outputs: [line(bag.id, 60)],
    }
    await shop.run((tx) => stockActs.makeGoods(tx, form))
    // 60 bags at 15: five were guessed at 20, so 25 of their cost come back.
    expect(await shop.run((tx) => levelOf(tx, bag.id))).toEqual({
      quantityMilli: 55_000,
      valueMinor: 825,
    })
    expect((await shop.run(balances))['5101']).toBe(75)
    expect(await shop.run(verifyStock)).toEqual([])
    await expect(
      shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId: form.id })),
    ).rejects.toMatchObject({ code: 'inventory.made_goods_gone', data: { left: 55 } })
    await expect(
      shop.run((tx) =>
        stockActs.makeGoods(tx, { ...form, id: newId(), outputs: [line(sack.id, 1)] }),
      ),
    ).rejects.toMatchObject({ code: 'inventory.made_of_itself' })
  })

  test('two who make out of the same goods in opposite directions both get through', async () => {
    const shop = await makeTenant()
    const { sack, bag } = await shop.run(async (tx) => ({
      sack: await stocked(tx, '大包', 100, 90),
      bag: await stocked(tx, '小包', 100, 10),
    }))
    await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        shop.run((tx) =>
          stockActs.makeGoods(tx, {
            ...act(),
            recipeId: null,
            inputs: [index % 2 ? line(sack.id, 1) : line(bag.id, 9)],
            outputs: [index % 2 ? line(bag.id, 9) : line(sack.id, 1)],
          }),
        ),
      ),
    )
    expect((await shop.run((tx) => levelOf(tx, sack.id))).quantityMilli).toBe(100_000)
    expect(await shop.run(verifyStock)).toEqual([])
  })

  test('a recipe is kept, changed and put away, and is nobody else’s', async () => {
    const shop = await makeTenant()
    const other = await makeTenant()
    const { sack, bag } = await shop.run(async (tx) => ({
      sack: await stocked(tx, '大包', 1, 90),
      bag: await stocked(tx, '小包', 1, 10),
    }))
    const recipe = {
      id: newId(),
      name: '分小包',
      inputs: [line(sack.id, 1)],
      outputs: [line(bag.id, 9)],
    }
    await shop.run((tx) => recipes.saveRecipe(tx, recipe))
    await shop.run((tx) => recipes.saveRecipe(tx, { ...recipe, outputs: [line(bag.id, 10)] }))
    expect(await shop.run(recipes.listRecipes)).toMatchObject([
      { name: '分小包', inputs: [{ productName: '大包' }], outputs: [{ quantityMilli: 10_000 }] },
    ])
    await expect(other.run((tx) => recipes.getRecipe(tx, recipe.id))).rejects.toMatchObject({
      code: 'inventory.unknown_recipe',
      status: 404,
    })
    await shop.run((tx) => recipes.archiveRecipe(tx, { recipeId: recipe.id }))
    expect(await shop.run(recipes.listRecipes)).toEqual([])
  })
})

describe('units', () => {
  const product = (more: object) =>
    ProductInput.parse({ id: newId(), name: '鮪魚', unit: 'can', ...more })
  const box = { id: newId(), name: '箱', countMilli: 1000, baseMilli: 24_000, isBuying: true }

  test('a product is counted in its own units, and what does not come out even is refused', async () => {
    const shop = await makeTenant()
    const input = product({ units: [box, { ...box, id: newId(), name: '三罐', countMilli: 7000 }] })
    await shop.run((tx) => saveProduct(tx, input))
    const inBase = (unitId: string, quantityMilli: number) =>
      shop.run((tx) =>
        productUnits.inBaseUnits(tx, [{ productId: input.id, quantityMilli, unitId }]),
      )
    expect(await inBase(box.id, 2000)).toMatchObject([{ quantityMilli: 48_000 }])
    await expect(inBase(input.units?.[1]?.id ?? '', 1000)).rejects.toMatchObject({
      code: 'inventory.not_even',
      status: 422,
    })
    await expect(inBase(newId(), 1000)).rejects.toMatchObject({ code: 'inventory.unknown_unit' })
  })

  test('a name stands once, and a unit does not change once stock moved', async () => {
    const shop = await makeTenant()
    const twice = product({ units: [box, { ...box, id: newId() }] })
    await expect(shop.run((tx) => saveProduct(tx, twice))).rejects.toMatchObject({
      code: 'inventory.unit_twice',
    })
    const counted = product({ stockMilli: 5000 })
    await shop.run((tx) => saveProduct(tx, counted))
    await expect(
      shop.run((tx) => saveProduct(tx, { ...counted, unit: 'bottle', stockMilli: undefined })),
    ).rejects.toMatchObject({ code: 'inventory.unit_has_moves', status: 409 })
  })
})
