import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeCashier, makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { sketchRefund } from '#test/make-refund.ts'
import { ingestEvents } from './index.ts'
import { SaleCompletedBody, type TillEvent } from './shared.ts'

connectDatabase()

/** A shop with one till and a product of 35, and words for what happens at the till. */
async function makeShop() {
  const shop = await makeTenant()
  const cashierId = await makeCashier(shop)
  const till = new MadeTill()
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    return makeProduct(tx, { priceMinor: 35, stockMilli: 100_000 })
  })
  const shiftId = newId()
  const at = new Date().toISOString()
  const common = { shiftId, cashierId: shop.userId }
  const send = async (...events: TillEvent[]) => {
    const reply = await shop.run((tx) => ingestEvents(tx, till.batch(...events)))
    return reply.results.map((each) => [each.disposition, ...each.reasons].join(':'))
  }
  const open = (change = {}) =>
    till.write('shift.opened', {
      ...common,
      openedAt: at,
      floatMinor: 2000,
      floatCounts: [{ denominationMinor: 1000, count: 2 }],
      ...change,
    })
  const close = (change = {}) =>
    till.write('shift.closed', {
      ...common,
      closedAt: at,
      counts: [],
      countedMinor: 2000,
      expectedMinor: 2000,
      saleCount: 0,
      ...change,
    })
  const move = (change = {}) =>
    till.write('cash.moved', {
      ...common,
      moveId: newId(),
      direction: 'out',
      reason: 'supplier',
      amountMinor: 300,
      movedAt: at,
      approvedById: shop.userId,
      ...change,
    })
  const sale = (change: Partial<SaleCompletedBody> = {}) =>
    till.quickSale({
      cashierId: shop.userId,
      lines: [{ productId, unitPriceMinor: 35, quantityMilli: 2000 }],
      change: { shiftId, ...change },
    })
  return { shop, till, cashierId, shiftId, send, open, close, move, sale, common, at }
}

async function balances(tx: Tx) {
  const rows = await tx
    .selectFrom('posting')
    .select(({ fn }) => ['accountCode', fn.sum<string>('amountMinor').as('sum')])
    .groupBy('accountCode')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.accountCode, Number(row.sum)]))
}

const findClose = (tx: Tx) => tx.selectFrom('shiftClose').selectAll().executeTakeFirstOrThrow()

test('a counted drawer is compared with float, sales, moves and refunds, and the difference is booked', async () => {
  const { shop, till, send, open, close, move, sale } = await makeShop()
  const handedOver = {
    payments: [{ tender: 'cash' as const, amountMinor: 70, tenderedMinor: 500 }],
  }
  const sold = sale(handedOver)
  const byCard = sale({ payments: [{ tender: 'card', amountMinor: 70, tenderedMinor: 70 }] })
  const body = SaleCompletedBody.parse(sold.body)
  const refund = till.write('sale.refunded', {
    ...sketchRefund(body, { quantities: { 0: 1000 } }),
  })
  const expected = 2000 + 70 - 300 + 1000 - 35
  const counted = expected - 5
  expect(
    await send(
      open(),
      sold,
      byCard,
      refund,
      move(),
      move({ direction: 'in', reason: 'change', amountMinor: 1000 }),
      close({ countedMinor: counted, expectedMinor: expected, saleCount: 2, note: '少五塊' }),
    ),
  ).toEqual(Array(7).fill('posted'))
  await shop.read(async (tx) => {
    expect(await findClose(tx)).toMatchObject({
      countedMinor: counted,
      expectedMinor: expected,
      deviceMinor: expected,
      note: '少五塊',
    })
    const after = await balances(tx)
    // The float lay in the drawer before: it is no part of what happened.
    expect(after[1101]).toBe(counted - 2000)
    expect(after).toMatchObject({ 7101: 5, 1102: -1000, 2101: 300 })
    expect(await trialBalance(tx)).toBe(0)
    const shift = await tx.selectFrom('shift').select('floatCounts').executeTakeFirst()
    expect(shift?.floatCounts).toEqual([{ denominationMinor: 1000, count: 2 }])
  })
})

test('what comes after the closing leaves the cash at what was counted', async () => {
  const { shop, send, open, close, move, sale } = await makeShop()
  // A hundred more than the seventy that are known of.
  const sold = [open(), sale(), close({ countedMinor: 2170, expectedMinor: 2070 })]
  expect(await send(...sold)).toEqual(Array(3).fill('posted'))
  expect(await send(sale(), move({ direction: 'in', reason: 'owner', amountMinor: 30 }))).toEqual([
    'posted_flagged:late_shift',
    'posted_flagged:late_shift',
  ])
  await shop.read(async (tx) => {
    const corrections = await tx
      .selectFrom('shiftCorrection')
      .select(['sourceType', 'cashMinor'])
      .orderBy('cashMinor')
      .execute()
    expect(corrections).toEqual([
      { sourceType: 'cash_move', cashMinor: 30 },
      { sourceType: 'sale', cashMinor: 70 },
    ])
    const after = await balances(tx)
    expect(after[1101]).toBe(170)
    // The two that were missing explain all of the hundred that lay there too much.
    expect(after[7101] ?? 0).toBe(0)
    expect(await trialBalance(tx)).toBe(0)
  })
})

test('the device expected something else: the books go by themselves, and somebody looks', async () => {
  const { shop, send, open, close } = await makeShop()
  expect(await send(open(), close({ countedMinor: 2100, expectedMinor: 2100 }))).toEqual([
    'posted',
    'posted_flagged:shift_mismatch',
  ])
  await shop.read(async (tx) => {
    expect(await findClose(tx)).toMatchObject({ expectedMinor: 2000, deviceMinor: 2100 })
    expect(await balances(tx)).toMatchObject({ 1101: 100, 7101: -100 })
  })
})

test('a shift that is not known, or closed already, is kept and not booked', async () => {
  const { shop, send, open, close } = await makeShop()
  expect(await send(close(), open(), close(), close({ countedMinor: 1 }))).toEqual([
    'quarantined:unknown_shift',
    'posted',
    'posted',
    'quarantined:shift_closed',
  ])
  expect(await shop.read((tx) => findClose(tx))).toMatchObject({ countedMinor: 2000 })
})

test('the same closing and moves sent twenty times at once are booked once', async () => {
  const { shop, send, open, close, move } = await makeShop()
  const events = [open(), move(), close({ countedMinor: 1700, expectedMinor: 1700 })]
  const replies = await Promise.all(Array.from({ length: 20 }, () => send(...events)))
  expect(replies.filter((each) => each.every((one) => one === 'posted'))).toHaveLength(1)
  expect(replies.filter((each) => each.every((one) => one === 'duplicate'))).toHaveLength(19)
  await shop.read(async (tx) => {
    expect(await tx.selectFrom('cashMove').select('id').execute()).toHaveLength(1)
    expect(await balances(tx)).toMatchObject({ 1101: -300, 2101: 300 })
    expect(await trialBalance(tx)).toBe(0)
  })
})

test('a closing waits for a sale that another journal is just booking', async () => {
  const { shop, send, open, close, sale, shiftId } = await makeShop()
  await send(open(), sale())
  const former = new MadeTill()
  await shop.run((tx) => former.register(tx))
  const productId = await shop.read(async (tx) => {
    const row = await tx.selectFrom('product').select('id').executeTakeFirstOrThrow()
    return row.id
  })
  const late = former.quickSale({
    cashierId: shop.userId,
    lines: [{ productId, unitPriceMinor: 35 }],
    change: { shiftId },
  })
  let closing: Promise<string[]> | undefined
  await shop.run(async (tx) => {
    await ingestEvents(tx, former.batch(late))
    closing = send(close({ countedMinor: 2105, expectedMinor: 2105 }))
    await expect.poll(() => shop.read(countWaiting)).toBeGreaterThan(0)
  })
  expect(await closing).toEqual(['posted'])
  await shop.read(async (tx) => {
    expect(await findClose(tx)).toMatchObject({ expectedMinor: 2105 })
    expect((await balances(tx))[1101]).toBe(105)
  })
})

async function countWaiting(tx: Tx): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_locks
    where locktype = 'advisory' and not granted`.execute(tx)
  return rows[0]?.waiting ?? 0
}

test('money out above the rule, and a drawer, ask for somebody in charge', async () => {
  const { shop, cashierId, till, send, open, move, common, at } = await makeShop()
  const drawer = (approvedById?: string) =>
    till.write('drawer.opened', {
      openId: newId(),
      shiftId: common.shiftId,
      reason: 'check',
      openedAt: at,
      cashierId,
      ...(approvedById && { approvedById }),
    })
  expect(
    await send(
      open({ cashierId }),
      move({ amountMinor: 1001, cashierId, approvedById: cashierId }),
      move({ amountMinor: 1001, cashierId, approvedById: shop.userId }),
      move({ amountMinor: 1000, cashierId, approvedById: undefined }),
      drawer(),
      drawer(shop.userId),
    ),
  ).toEqual([
    'posted',
    'posted_flagged:approval_missing',
    'posted',
    'posted',
    'posted_flagged:approval_missing',
    'posted',
  ])
  expect(await shop.read((tx) => tx.selectFrom('drawerOpen').select('id').execute())).toHaveLength(
    2,
  )
})
