import { expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeStockedProduct } from '#test/make-sale.ts'
import { correctStock, saveProduct, stockActs, stockLists, stockReports } from './index.ts'
import { issueStock } from './issue-stock.ts'
import { receiveStock } from './receive-stock.ts'
import { ProductInput } from './shared.ts'

connectDatabase()

const at = (day: string) => ({ occurredAt: new Date(`${day}T04:00:00Z`), sourceId: newId() })
async function buy(tx: Tx, productId: string, day: string, pieces: number, valueMinor: number) {
  const line = { productId, quantityMilli: pieces * 1000, valueMinor, kind: 'purchase' as const }
  await receiveStock(tx, [{ ...line, ...at(day), sourceType: 'purchase_receipt' }])
}
async function sell(tx: Tx, productId: string, day: string, pieces: number) {
  const line = { productId, quantityMilli: pieces * 1000, kind: 'sale' as const }
  await issueStock(tx, [{ ...line, ...at(day), sourceType: 'sale' }])
}
async function save(tx: Tx, name: string): Promise<string> {
  const id = newId()
  await saveProduct(tx, ProductInput.parse({ id, name, unit: 'can', costMinor: 10 }))
  return id
}
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30', limit: 10 }

test('what turns over quickly comes first, and moves outside the days count as what lay there', async () => {
  const shop = await makeTenant()
  await shop.run(async (tx) => {
    const slow = await save(tx, '蚊香')
    const quick = await save(tx, '豆腐')
    const never = await save(tx, '花瓶')
    await buy(tx, slow, '2026-10-01', 100, 1000)
    await sell(tx, slow, '2026-10-20', 10)
    await sell(tx, slow, '2026-11-10', 10)
    await buy(tx, quick, '2026-10-31', 20, 200)
    await sell(tx, quick, '2026-11-01', 18)
    await buy(tx, quick, '2026-11-29', 18, 180)
    await sell(tx, quick, '2026-12-01', 18)
    await buy(tx, never, '2026-09-01', 1, 500)
  })
  const { rows, sums, hasMore } = await shop.read((tx) => stockReports.listTurnover(tx, NOVEMBER))
  expect(
    rows.map(({ name, soldMinor, endsMinor, leftMilli }) => [
      name,
      soldMinor,
      endsMinor,
      leftMilli,
    ]),
  ).toEqual([
    ['豆腐', 180, 400, 20_000],
    ['蚊香', 100, 1700, 80_000],
    ['花瓶', 0, 1000, 1000],
  ])
  expect(sums).toEqual({ soldMinor: 280, endsMinor: 3100 })
  expect(hasMore).toBe(false)
  const months = await shop.read((tx) =>
    stockReports.sumLeftByMonth(tx, {
      kinds: ['sale', 'refund'],
      from: '2026-10-01',
      to: '2026-11-30',
    }),
  )
  expect(months).toEqual([
    { month: '2026-10', valueMinor: 100 },
    { month: '2026-11', valueMinor: 280 },
  ])
})

test('dead is what lies there unsold for long, and never what came in only now', async () => {
  const shop = await makeTenant()
  await shop.run(async (tx) => {
    const dead = await save(tx, '花瓶')
    const sold = await save(tx, '豆腐')
    const fresh = await save(tx, '新貨')
    const gone = await save(tx, '賣完的')
    const old = await save(tx, '電池')
    await buy(tx, dead, '2026-06-01', 2, 500)
    await buy(tx, sold, '2026-06-01', 9, 90)
    await sell(tx, sold, '2026-11-20', 1)
    await buy(tx, fresh, '2026-11-25', 5, 50)
    await buy(tx, gone, '2026-06-01', 1, 10)
    await sell(tx, gone, '2026-06-02', 1)
    await buy(tx, old, '2026-06-01', 10, 300)
    await sell(tx, old, '2026-07-01', 1)
    // What came later makes nothing sell.
    await buy(tx, old, '2026-11-26', 1, 30)
  })
  const dead = await shop.read((tx) =>
    stockReports.listDeadStock(tx, { since: '2026-10-01', limit: 1 }),
  )
  expect(dead.rows).toMatchObject([
    { name: '花瓶', valueMinor: 500, lastSoldOn: null, firstInOn: '2026-06-01' },
  ])
  expect(dead.hasMore).toBe(true)
  expect(dead.sums).toEqual({ valueMinor: 800, productCount: 2, allValueMinor: 930 })
})

test('what was thrown away and what a count missed is lost; what is taken back is not', async () => {
  const shop = await makeTenant()
  const today = dayIn('Asia/Taipei', new Date())
  const span = { from: today, to: today, limit: 10 }
  await shop.run(async (tx) => {
    const tofu = await makeStockedProduct(tx, { name: '豆腐', costMinor: 15, stockMilli: 10_000 })
    const oil = await makeStockedProduct(tx, { name: '油', costMinor: 100, stockMilli: 10_000 })
    const waste = (reason: 'expired' | 'broken', productId: string, pieces: number) => ({
      id: newId(),
      note: '',
      locationId: null,
      reason,
      lines: [{ productId, quantityMilli: pieces * 1000 }],
    })
    await stockActs.throwAway(tx, waste('expired', tofu.id, 3))
    const mistake = waste('broken', oil.id, 2)
    await stockActs.throwAway(tx, mistake)
    await stockActs.undoAct(tx, { id: newId(), actId: mistake.id })
    await correctStock(tx, oil.id, 9000)
  })
  const lost = await shop.read((tx) => stockReports.listShrinkage(tx, span))
  expect(
    lost.rows.map(({ name, wasteMinor, missingMinor }) => [name, wasteMinor, missingMinor]),
  ).toEqual([
    ['油', 0, 100],
    ['豆腐', 45, 0],
  ])
  expect(lost.sums).toEqual({ wasteMinor: 45, missingMinor: 100 })
  expect(lost.reasons).toEqual([{ reason: 'expired', valueMinor: 45 }])
})

test('what lay there each evening, and what all of it was worth', async () => {
  const shop = await makeTenant()
  const product = await shop.run((tx) =>
    makeStockedProduct(tx, { costMinor: 10, stockMilli: 5000 }),
  )
  await shop.run((tx) => sell(tx, product.id, '2026-01-03', 2))
  const evenings = await shop.read((tx) =>
    stockLists.listEvenings(tx, { productId: product.id, from: '2026-01-01', to: '2026-01-04' }),
  )
  expect(evenings.map((each) => each.levelMilli)).toEqual([5000, 5000, 3000, 3000])
  const worth = await shop.read((tx) =>
    stockReports.listWorthOn(tx, ['2025-12-31', '2026-01-01', '2026-01-02']),
  )
  expect(worth).toEqual([0, 50, 50])
})
