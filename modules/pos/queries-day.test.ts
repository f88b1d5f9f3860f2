import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeHelpEvent, makeSale, makeStockedProduct, makeTill } from '#test/make-sale.ts'
import { getSale, listNeedsHelp, listSaleFlags, listSales, sumSales } from './queries.ts'
import { getDay } from './queries-day.ts'
import type { Tender } from './shared.ts'

connectDatabase()

const TAIPEI = 'Asia/Taipei'
/** Half past two in the afternoon of Monday, 23 November 2026, in Taipei. */
const NOW = new Date('2026-11-23T06:30:00Z')
const DAY = { from: '2026-11-23', to: '2026-11-23' }

test('a day begins and ends at midnight in Taipei, and its hours are those of the shop', async () => {
  const { run, read } = await makeTenant()
  await run(async (tx) => {
    const product = await makeStockedProduct(tx, { priceMinor: 100 })
    const sell = (soldAt: string, quantityMilli: number) =>
      makeSale(tx, { soldAt, lines: [{ product, quantityMilli }] })
    await sell('2026-11-22T15:59:59Z', 9000) // 23:59:59 on the 22nd
    await sell('2026-11-22T16:00:00Z', 1000) // midnight: the 23rd
    await sell('2026-11-23T03:10:00Z', 2000) // 11:10
    await sell('2026-11-23T03:50:00Z', 3000) // 11:50
    await sell('2026-11-23T15:59:59Z', 4000) // 23:59:59
    await sell('2026-11-23T16:00:00Z', 8000) // the 24th
  })
  const day = await read((tx) => getDay(tx, '2026-11-23', NOW))
  expect(day.hours).toEqual([
    { hour: 0, saleCount: 1, totalMinor: 100 },
    { hour: 11, saleCount: 2, totalMinor: 500 },
    { hour: 23, saleCount: 1, totalMinor: 400 },
  ])
  expect(day.saleCount).toBe(4)
  expect(day.totalMinor).toBe(1000)
  const before = await read((tx) => getDay(tx, '2026-11-22', NOW))
  expect(before.totalMinor).toBe(900)

  for (const { hour, saleCount, totalMinor } of day.hours) {
    const filter = { ...DAY, hour }
    const sum = await read((tx) => sumSales(tx, filter, TAIPEI))
    expect(sum).toMatchObject({ saleCount, amountMinor: totalMinor })
    const { sales } = await read((tx) => listSales(tx, filter, TAIPEI))
    expect(sales.reduce((total, sale) => total + sale.amountMinor, 0)).toBe(totalMinor)
  }
})

test('a split payment counts at each of its tenders, and each opens into its rows', async () => {
  const { run, read } = await makeTenant()
  const split = await run(async (tx) => {
    const product = await makeStockedProduct(tx, { priceMinor: 300 })
    const lines = [{ product }]
    await makeSale(tx, {
      soldAt: '2026-11-23T01:00:00Z',
      lines,
      payments: [{ tender: 'cash', amountMinor: 300, tenderedMinor: 500 }],
    })
    return makeSale(tx, {
      soldAt: '2026-11-23T02:00:00Z',
      lines,
      payments: [
        { tender: 'cash', amountMinor: 100 },
        { tender: 'line_pay', amountMinor: 120 },
        { tender: 'cash', amountMinor: 80 },
      ],
    })
  })
  const day = await read((tx) => getDay(tx, '2026-11-23', NOW))
  expect(day.tenders).toEqual([
    { tender: 'cash', saleCount: 2, totalMinor: 480 },
    { tender: 'line_pay', saleCount: 1, totalMinor: 120 },
  ])
  expect(day.tenders.reduce((sum, each) => sum + each.totalMinor, 0)).toBe(day.totalMinor)

  const rowsOf = (tender: Tender) =>
    read((tx) => listSales(tx, { ...DAY, tender }, TAIPEI)).then(({ sales }) => sales)
  expect((await rowsOf('cash')).map((sale) => sale.amountMinor)).toEqual([180, 300])
  expect(await rowsOf('line_pay')).toMatchObject([
    { id: split.id, amountMinor: 120, totalMinor: 300 },
  ])
  expect(await rowsOf('card')).toEqual([])
})

test('margin is what was sold less tax less cost, and products add up to the total', async () => {
  const { run, read } = await makeTenant()
  const rice = await run(async (tx) => {
    const tuna = await makeStockedProduct(tx, { priceMinor: 42, costMinor: 30 })
    const rice = await makeStockedProduct(tx, {
      name: '白米',
      unit: 'catty',
      priceMinor: 40,
      costMinor: 21,
      taxClass: 'exempt',
    })
    const gift = await makeStockedProduct(tx, { name: '贈品', priceMinor: 10, costMinor: null })
    await makeSale(tx, {
      soldAt: '2026-11-23T01:00:00Z',
      lines: [
        { product: tuna, quantityMilli: 5000 }, // 210, tax 10, cost 150
        { product: rice, quantityMilli: 2500, discountMinor: 5 }, // 95, cost 53 (52.5)
        { product: gift }, // 10, tax within, no cost
      ],
      cartDiscountMinor: 15,
    })
    return rice
  })
  const day = await read((tx) => getDay(tx, '2026-11-23', NOW))
  expect(day.totalMinor).toBe(300)
  expect(day.costMinor).toBe(203)
  expect(day.taxMinor).toBe(10) // 209.5 of taxable goods after their share of 15, at 5 / 105
  expect(day.marginMinor).toBe(300 - 10 - 203)
  expect(day.products.reduce((sum, each) => sum + each.totalMinor, 0)).toBe(300)
  expect(day.products.map((each) => [each.name, each.isCostUnknown])).toEqual([
    ['鮪魚罐頭', false],
    ['白米', false],
    ['贈品', true],
  ])
  const riceRow = day.products.find((each) => each.productId === rice.id)
  const sum = await read((tx) => sumSales(tx, { ...DAY, productId: rice.id }, TAIPEI))
  expect(sum.amountMinor).toBe(riceRow?.totalMinor)
  expect(riceRow?.quantityMilli).toBe(2500)
  const all = await read((tx) => sumSales(tx, DAY, TAIPEI))
  expect(all.marginMinor).toBe(day.marginMinor)
})

test('today is compared with last week up to the same time, an earlier day with the whole day', async () => {
  const { run, read } = await makeTenant()
  await run(async (tx) => {
    const product = await makeStockedProduct(tx, { priceMinor: 100 })
    const sell = (soldAt: string) => makeSale(tx, { soldAt, lines: [{ product }] })
    await sell('2026-11-16T06:30:00Z') // 14:30 a week ago
    await sell('2026-11-16T06:30:01Z') // a second too late
    await sell('2026-11-23T02:00:00Z')
  })
  const today = await read((tx) => getDay(tx, undefined, NOW))
  expect(today.day).toBe('2026-11-23')
  expect(today.comparison).toEqual({ day: '2026-11-16', totalMinor: 100, isUntilNow: true })
  const later = await read((tx) => getDay(tx, '2026-11-23', new Date('2026-11-25T00:00:00Z')))
  expect(later.comparison).toEqual({ day: '2026-11-16', totalMinor: 200, isUntilNow: false })
  const lone = await read((tx) => getDay(tx, '2026-11-16', NOW))
  expect(lone.comparison).toBeUndefined()
})

test('an empty day is all zeros', async () => {
  const { read } = await makeTenant()
  const day = await read((tx) => getDay(tx, '2026-11-23', NOW))
  expect(day).toMatchObject({
    saleCount: 0,
    totalMinor: 0,
    marginMinor: 0,
    hours: [],
    tenders: [],
    products: [],
    lastSales: [],
    comparison: undefined,
    help: { flagged: 0, unbooked: 0 },
  })
})

test('pages follow each other without a gap, even among sales of the same instant', async () => {
  const { run, read } = await makeTenant()
  await run(async (tx) => {
    const product = await makeStockedProduct(tx)
    for (let count = 0; count < 7; count += 1) {
      const soldAt = count < 5 ? '2026-11-23T01:00:00Z' : '2026-11-22T01:00:00Z'
      await makeSale(tx, { soldAt, lines: [{ product }] })
    }
  })
  const filter = { from: '2026-11-01', to: '2026-11-30' }
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await read((tx) => listSales(tx, filter, TAIPEI, { after, limit: 2 }))
    seen.push(...page.sales.map((sale) => sale.id))
    after = page.nextAfter
  } while (after !== undefined)
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
})

test('a sale of another shop does not exist here, by id, by filter, or as a mark', async () => {
  const shop = await makeTenant()
  const other = await makeTenant()
  const product = await shop.run((tx) => makeStockedProduct(tx))
  const sale = await shop.run((tx) =>
    makeSale(tx, { soldAt: '2026-11-23T01:00:00Z', lines: [{ product }] }),
  )
  await expect(other.read((tx) => getSale(tx, sale.id))).rejects.toMatchObject({
    code: 'pos.unknown_sale',
    status: 404,
  })
  const page = await other.read((tx) => listSales(tx, DAY, TAIPEI, { after: sale.id }))
  expect(page.sales).toEqual([])
  const sum = await other.read((tx) => sumSales(tx, { ...DAY, productId: product.id }, TAIPEI))
  expect(sum.saleCount).toBe(0)
})

test('a sale tells its lines, payments, voided lines, customer, cashier and till', async () => {
  const { run, read, userId } = await makeTenant()
  const made = await run(async (tx) => {
    const product = await makeStockedProduct(tx)
    const tillId = await makeTill(tx, { name: '一號機' })
    return makeSale(tx, {
      soldAt: '2026-11-23T01:00:00Z',
      tillId,
      cashierId: userId,
      customerName: '林秋月',
      lines: [{ product, quantityMilli: 2000 }],
      payments: [{ tender: 'cash', amountMinor: 84, tenderedMinor: 100 }],
      voided: [{ name: '醬油', amountMinor: 68, reason: '客人不要了' }],
    })
  })
  const sale = await read((tx) => getSale(tx, made.id))
  expect(sale).toMatchObject({
    tillName: '一號機',
    cashierName: '測試員',
    customerName: '林秋月',
    totalMinor: 84,
    costMinor: 60,
    lines: [{ name: '鮪魚罐頭', quantityMilli: 2000, totalMinor: 84 }],
    payments: [{ tender: 'cash', amountMinor: 84, tenderedMinor: 100 }],
    voidedLines: [{ name: '醬油', reason: '客人不要了' }],
  })
})

test('what needs help is counted for a week, listed for ever, and stands at its sale', async () => {
  const { run, read } = await makeTenant()
  const made = await run(async (tx) => {
    const product = await makeStockedProduct(tx)
    const tillId = await makeTill(tx)
    const sale = await makeSale(tx, {
      soldAt: '2026-11-23T01:00:00Z',
      tillId,
      lines: [{ product }],
    })
    const body = { saleId: sale.id, receiptNo: '1-0001', totalMinor: 42 }
    await makeHelpEvent(tx, { tillId, disposition: 'posted', reasons: [], body })
    await makeHelpEvent(tx, {
      tillId,
      disposition: 'posted_flagged',
      reasons: ['price_changed'],
      body,
    })
    await makeHelpEvent(tx, {
      tillId,
      disposition: 'quarantined',
      reasons: ['schema_error'],
      body: { totalMinor: '1e999', saleId: 'x' },
    })
    await makeHelpEvent(tx, {
      tillId,
      disposition: 'quarantined',
      reasons: ['schema_error'],
      receivedAt: new Date('2026-01-01T00:00:00Z'),
    })
    return sale
  })
  const day = await read((tx) => getDay(tx, undefined, new Date()))
  expect(day.help).toMatchObject({ flagged: 1, unbooked: 1 })
  const recent = await read((tx) => listNeedsHelp(tx, TAIPEI, { since: day.help.since }))
  expect(recent.rows).toHaveLength(day.help.flagged + day.help.unbooked)
  const { rows, nextBefore } = await read((tx) => listNeedsHelp(tx, TAIPEI))
  expect(rows).toHaveLength(3)
  expect(nextBefore).toBeUndefined()
  expect(rows.find((row) => row.kind === 'posted_flagged')).toMatchObject({
    reasons: ['price_changed'],
    saleId: made.id,
    totalMinor: 42,
  })
  const behind = await read((tx) => listNeedsHelp(tx, TAIPEI, { before: rows[0]?.id }))
  expect(behind.rows).toEqual(rows.slice(1))
  const sale = await read((tx) => getSale(tx, made.id))
  expect(await read((tx) => listSaleFlags(tx, sale))).toEqual(['price_changed'])
  const other = await read((tx) => listSaleFlags(tx, { ...sale, id: crypto.randomUUID() }))
  expect(other).toEqual([])
})

test('a till that sold today and fell silent is missing only while the shop goes on', async () => {
  const { run, read } = await makeTenant()
  await run(async (tx) => {
    const product = await makeStockedProduct(tx)
    const silent = await makeTill(tx, {
      number: 2,
      name: '二號手機',
      lastSeenAt: new Date('2026-11-23T03:00:00Z'),
    })
    const busy = await makeTill(tx, { number: 1, lastSeenAt: new Date('2026-11-23T06:29:00Z') })
    await makeSale(tx, { soldAt: '2026-11-23T02:50:00Z', tillId: silent, lines: [{ product }] })
    await makeSale(tx, { soldAt: '2026-11-23T02:55:00Z', tillId: busy, lines: [{ product }] })
  })
  const missing = (day: Awaited<ReturnType<typeof getDay>>) =>
    day.tills.filter((till) => till.isMissing).map((till) => till.name)
  expect(missing(await read((tx) => getDay(tx, undefined, NOW)))).toEqual([])
  await run(async (tx) => {
    const product = await makeStockedProduct(tx)
    const tillId = await tx
      .selectFrom('till')
      .select('id')
      .where('number', '=', 1)
      .executeTakeFirstOrThrow()
    await makeSale(tx, { soldAt: '2026-11-23T06:00:00Z', tillId: tillId.id, lines: [{ product }] })
  })
  expect(missing(await read((tx) => getDay(tx, undefined, NOW)))).toEqual(['二號手機'])
  expect((await read((tx) => getDay(tx, '2026-11-22', NOW))).tills).toEqual([])
})
