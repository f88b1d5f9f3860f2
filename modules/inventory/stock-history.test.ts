import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { postEntries } from '#modules/bookkeeping/index.ts'
import type { AccountName } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeProduct } from '#test/make-goods.ts'
import { bookCorrections } from './book-corrections.ts'
import { changeStockMethod } from './change-stock-method.ts'
import { issueStock } from './issue-stock.ts'
import { moveStock } from './move-stock.ts'
import { receiveStock } from './receive-stock.ts'
import { returnToSupplier } from './return-to-supplier.ts'
import { revalueReceipt } from './revalue-receipt.ts'
import { shelfProblem } from './shelf.ts'
import {
  dayBefore,
  type Happening,
  history,
  NOW,
  PRODUCTS,
  ShopModel,
  TODAY,
} from './stock-history.fixture.ts'
import { verifyStock } from './verify-stock.ts'

connectDatabase()

describe('after any history, shelf and books agree to the dollar', () => {
  test('in memory, 3,000 times, after every step', () => {
    fc.assert(
      fc.property(history(30), ({ startsLayered, costMinor, happenings }) => {
        const shop = new ShopModel(startsLayered, costMinor)
        for (const what of happenings) {
          shop.happen(what)
          const problem = problemOf(shop)
          if (problem !== undefined) throw new Error(problem)
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('what lies there is worth what exact fractions say, give or take a dollar a step', () => {
    fc.assert(
      fc.property(history(30), ({ startsLayered, costMinor, happenings }) => {
        const shop = new ShopModel(startsLayered, costMinor)
        const exact = Array.from({ length: PRODUCTS }, () => [] as Batch[])
        let steps = 0
        for (const what of happenings) {
          const isPlain = what.do === 'buy' || what.do === 'sell' || what.do === 'waste'
          const own = isPlain ? exact[what.product] : undefined
          if (!isPlain || !own) continue
          const lies = shop.at(what.product).shelf.quantityMilli
          // What is not there is a guess, which no fraction knows.
          if (what.do !== 'buy' && lies < what.milli) continue
          shop.happen(what)
          steps += 1
          if (what.do === 'buy') put(own, what, startsLayered)
          else take(own, what.milli)
          const worth = own.reduce((sum, each) => sum + each.milli * each.each, 0)
          const { valueMinor } = shop.at(what.product).shelf
          expect(Math.abs(valueMinor - worth)).toBeLessThanOrEqual(steps)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('on PostgreSQL, 200 times, step by step as in memory', async () => {
    for (const isLayered of [false, true]) {
      const shop = await makeTenant()
      if (isLayered) await shop.run((tx) => changeStockMethod(tx, 'fifo'))
      await fc.assert(
        fc.asyncProperty(history(10), async ({ costMinor, happenings }) => {
          await shop.run(async (tx) => {
            await compareHistory(tx, isLayered, costMinor, happenings)
          })
        }),
        { numRuns: 100 },
      )
      expect(await shop.run(verifyStock)).toEqual([])
    }
  }, 300_000)
})

function problemOf(shop: ShopModel): string | undefined {
  for (const { shelf } of shop.products) {
    const problem = shelfProblem(shelf)
    if (problem !== undefined) return problem
  }
  const shelvesMinor = shop.products.reduce((sum, each) => sum + each.shelf.valueMinor, 0)
  if (shelvesMinor !== shop.ledgerMinor) return 'the shelves hold another value than the books'
  return shop.ledgerMinor + shop.othersMinor === 0 ? undefined : 'the books do not balance'
}

interface Batch {
  milli: number
  /** What a thousandth is worth. */
  each: number
  receivedOn: string
}

function put(own: Batch[], bought: Happening & { do: 'buy' }, isLayered: boolean): void {
  own.push({
    milli: bought.milli,
    each: bought.valueMinor / bought.milli,
    receivedOn: dayBefore(bought.daysAgo),
  })
  if (isLayered) {
    own.sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : 0))
    return
  }
  const milli = own.reduce((sum, batch) => sum + batch.milli, 0)
  const worth = own.reduce((sum, batch) => sum + batch.milli * batch.each, 0)
  own.splice(0, own.length, { milli, each: worth / milli, receivedOn: '' })
}

function take(own: Batch[], milli: number): void {
  let wanted = milli
  for (const batch of own) {
    const taken = Math.min(wanted, batch.milli)
    batch.milli -= taken
    wanted -= taken
  }
  own.splice(0, own.length, ...own.filter((batch) => batch.milli > 0))
}

/** Does everything in the database too, and compares every shelf at the end. */
async function compareHistory(
  tx: Tx,
  startsLayered: boolean,
  costMinor: number,
  happenings: readonly Happening[],
): Promise<void> {
  const model = new ShopModel(startsLayered, costMinor)
  const ids: string[] = []
  for (let index = 0; index < PRODUCTS; index += 1) {
    const id = await makeProduct(tx, { costMinor })
    await tx
      .updateTable('stockLevel')
      .set({ isLayered: startsLayered })
      .where('productId', '=', id)
      .execute()
    ids.push(id)
  }
  const book = new Bookings(tx, ids)
  for (const what of happenings) {
    // The method is the whole shop's, and other histories are in it.
    if (what.do === 'change') continue
    await book.happen(what, model)
    model.happen(what)
  }
  for (const [index, id] of ids.entries()) {
    const { shelf } = model.at(index)
    const level = await tx
      .selectFrom('stockLevel')
      .select(['quantityMilli', 'valueMinor'])
      .where('productId', '=', id)
      .executeTakeFirstOrThrow()
    expect(level).toEqual({ quantityMilli: shelf.quantityMilli, valueMinor: shelf.valueMinor })
    const layers = await tx
      .selectFrom('stockLayer')
      .select(['receivedOn', 'quantityMilli', 'valueMinor'])
      .where('productId', '=', id)
      .orderBy('receivedOn')
      .orderBy('id')
      .execute()
    expect(layers).toEqual((shelf.layers ?? []).map(({ id: _, ...layer }) => layer))
  }
}

/** What the callers do: move the goods, and post what moving them answered. */
class Bookings {
  private readonly receipts: { sourceType: string; sourceId: string }[] = []
  private readonly tx: Tx
  private readonly ids: readonly string[]
  private placeId: string | undefined

  constructor(tx: Tx, ids: readonly string[]) {
    this.tx = tx
    this.ids = ids
  }

  private productId(index: number): string {
    const id = this.ids[index]
    if (id === undefined) throw new Error(`no product ${index}`)
    return id
  }

  private source(sourceType: string, postedOn = TODAY) {
    return { sourceType, sourceId: newId(), occurredAt: NOW, postedOn }
  }

  private async post(
    source: ReturnType<Bookings['source']>,
    other: AccountName,
    enteredMinor: number,
    settledMinor: number,
  ): Promise<void> {
    const { sourceType, sourceId, postedOn } = source
    const postings = [
      { account: 'inventory' as const, amountMinor: enteredMinor },
      { account: 'costOfSales' as const, amountMinor: settledMinor },
      { account: other, amountMinor: 0 - enteredMinor - settledMinor },
    ]
    await postEntries(this.tx, [{ kind: sourceType, postedOn, sourceType, sourceId, postings }])
  }

  async happen(what: Happening, before: ShopModel): Promise<void> {
    switch (what.do) {
      case 'buy':
        return this.buy(what)
      case 'sell':
        return this.take(what.product, what.milli, 'sale', 'costOfSales')
      case 'waste':
        return this.take(what.product, what.milli, 'waste', 'waste')
      case 'use':
        return this.take(what.product, what.milli, 'own_use', 'drawings')
      case 'refund':
        return this.refund(what.product, before)
      case 'count':
        return this.count(what.product, what.milli, before)
      case 'giveBack':
        return this.giveBack(what, before)
      case 'costsMore':
        return this.costMore(what, before)
      case 'carry':
        return this.carry(what.product, what.milli)
      case 'make':
        return this.make(what)
      case 'change':
        return undefined
    }
  }

  private async buy(what: Happening & { do: 'buy' }): Promise<void> {
    const source = this.source('purchase', dayBefore(what.daysAgo))
    const [got] = await receiveStock(this.tx, [
      {
        ...source,
        productId: this.productId(what.product),
        quantityMilli: what.milli,
        valueMinor: what.valueMinor,
        kind: 'purchase',
      },
    ])
    this.receipts.push(source)
    await this.post(source, 'goodsReceived', got?.valueMinor ?? 0, got?.settledMinor ?? 0)
  }

  private async take(
    product: number,
    quantityMilli: number,
    kind: 'sale' | 'waste' | 'own_use',
    other: AccountName,
  ): Promise<void> {
    const source = this.source(kind)
    const [issued] = await issueStock(this.tx, [
      { ...source, productId: this.productId(product), quantityMilli, kind },
    ])
    await this.post(source, other, 0 - (issued?.costMinor ?? 0), 0)
  }

  private async refund(product: number, before: ShopModel): Promise<void> {
    const sale = before.at(product).sales.at(-1)
    if (!sale) return
    const source = this.source('sale_refund')
    const [got] = await receiveStock(this.tx, [
      {
        ...source,
        productId: this.productId(product),
        quantityMilli: sale.milli,
        valueMinor: sale.costMinor,
        kind: 'refund',
      },
    ])
    await this.post(source, 'salesReturns', got?.valueMinor ?? 0, got?.settledMinor ?? 0)
  }

  private async giveBack(what: Happening & { do: 'giveBack' }, before: ShopModel): Promise<void> {
    const receipt = before.receiptAt(what.receipt)
    const quantityMilli = receipt ? before.backMilli(receipt, what.permille) : 0
    if (!receipt || quantityMilli === 0) return
    const source = this.source('supplier_return')
    const [back] = await returnToSupplier(this.tx, [
      {
        ...source,
        productId: this.productId(receipt.product),
        quantityMilli,
        receipt: this.receipts[before.receipts.indexOf(receipt)],
      },
    ])
    await this.post(source, 'payable', 0 - (back?.costMinor ?? 0), 0)
  }

  private async costMore(what: Happening & { do: 'costsMore' }, before: ShopModel): Promise<void> {
    const source = this.source('landed_cost')
    const lines = before.shares(what.receipts, what.amountMinor).flatMap((each) => {
      const receipt = this.receipts[before.receipts.indexOf(each.receipt)]
      return receipt ? [{ receipt, amountMinor: each.amountMinor }] : []
    })
    if (lines.length === 0) return
    const { enteredMinor, soldMinor } = await revalueReceipt(this.tx, { ...source, lines })
    expect(enteredMinor + soldMinor).toBe(what.amountMinor)
    await this.post(source, 'payable', enteredMinor, soldMinor)
  }

  private async count(product: number, countedMilli: number, before: ShopModel): Promise<void> {
    const differenceMilli = countedMilli - before.at(product).shelf.quantityMilli
    const productId = this.productId(product)
    await bookCorrections(this.tx, this.source('count'), [{ productId, differenceMilli }])
  }

  private async carry(product: number, quantityMilli: number): Promise<void> {
    this.placeId ??= await makePlace(this.tx)
    const step = {
      ...this.source('stock_act'),
      productId: this.productId(product),
      kind: 'transfer',
    }
    await moveStock(this.tx, [
      { ...step, quantityMilli: -quantityMilli },
      { ...step, sourceLine: 1, quantityMilli, locationId: this.placeId },
    ])
  }

  private async make(what: Happening & { do: 'make' }): Promise<void> {
    const source = { ...this.source('stock_act'), kind: 'production' as const }
    const [used] = await issueStock(this.tx, [
      { ...source, productId: this.productId(what.product), quantityMilli: what.milli },
    ])
    const costMinor = used?.costMinor ?? 0
    const [made] = await receiveStock(this.tx, [
      {
        ...source,
        sourceLine: 1,
        productId: this.productId(what.into),
        quantityMilli: what.intoMilli,
        valueMinor: costMinor,
      },
    ])
    const enteredMinor = (made?.valueMinor ?? 0) - costMinor
    await this.post(source, 'costOfSales', enteredMinor, made?.settledMinor ?? 0)
  }
}

async function makePlace(tx: Tx): Promise<string> {
  const id = newId()
  await tx.insertInto('stockLocation').values({ id, kind: 'store', name: '後面倉庫' }).execute()
  return id
}
