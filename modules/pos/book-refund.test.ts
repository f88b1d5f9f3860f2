import { expect, test } from 'vitest'
import { TAX_PROFILE } from '#modules/identity/index.ts'
import { stockLevels } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { connectDatabase } from '#test/database.ts'
import { makeCashier, makePerson, makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { sketchRefund } from '#test/make-refund.ts'
import { ingestEvents, sketchSale } from './index.ts'
import type { SaleCompletedBody, SaleRefundedBody, TillEvent } from './shared.ts'

connectDatabase()

const FIVE_PERCENT = { taxable: 50_000, zero: 0, exempt: 0 }

/** A shop with two tills and a product of 35, cost 20, of which ten lie on the shelf. */
async function makeShop(options: { stockMilli?: number } = {}) {
  const shop = await makeTenant()
  const till = new MadeTill()
  const other = new MadeTill()
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    await other.register(tx)
    await writeSetting(tx, TAX_PROFILE, { kind: 'invoice_user', taxId: '10458575' })
    return makeProduct(tx, { priceMinor: 35, costMinor: 20, stockMilli: 10_000, ...options })
  })
  const send = (from: MadeTill, ...events: TillEvent[]) =>
    shop.run((tx) => ingestEvents(tx, from.batch(...events)))
  const sold = (quantityMilli = 3000, change: Partial<SaleCompletedBody> = {}) => {
    const line = {
      productId,
      name: '冬瓜茶',
      unit: 'bottle',
      soldBy: 'piece' as const,
      taxClass: 'taxable' as const,
      quantityMilli,
      unitPriceMinor: 35,
      // 105 less 5: a hundred that three pieces can't share evenly.
      discount: { kind: 'amount' as const, amountMinor: 5 },
    }
    return {
      ...sketchSale({ cashierId: shop.userId, taxRates: FIVE_PERCENT, lines: [line] }),
      ...change,
    }
  }
  const sell = async (from = till, body = sold()) => {
    await send(from, from.write('sale.completed', { ...body }))
    return body
  }
  const refund = async (from: MadeTill, body: SaleRefundedBody) =>
    dispositions(await send(from, from.write('sale.refunded', { ...body })))[0]
  return { shop, till, other, productId, send, sold, sell, refund }
}

const dispositions = (reply: { results: { disposition: string; reasons: string[] }[] }) =>
  reply.results.map((each) => [each.disposition, ...each.reasons].join(':'))

async function balances(tx: Tx) {
  const rows = await tx
    .selectFrom('posting')
    .select(({ fn }) => ['accountCode', fn.sum<string>('amountMinor').as('sum')])
    .groupBy('accountCode')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.accountCode, Number(row.sum)]))
}

const stockOf = (tx: Tx) =>
  tx.selectFrom('stockLevel').select(['quantityMilli', 'valueMinor']).executeTakeFirstOrThrow()

test('a piece that comes back gives back its share of money, tax, stock and cost', async () => {
  const { shop, till, sell, refund } = await makeShop()
  const sale = await sell()
  expect(await refund(till, sketchRefund(sale, { quantities: { 0: 1000 } }))).toBe('posted')
  await shop.read(async (tx) => {
    expect(await balances(tx)).toEqual({
      1101: 100 - 33,
      4101: -95,
      4102: 31,
      2204: -3,
      1201: -40,
      5101: 40,
    })
    expect(await stockOf(tx)).toEqual({ quantityMilli: 8000, valueMinor: 160 })
    expect(await trialBalance(tx)).toBe(0)
    expect(await tx.selectFrom('usageEvent').select('meter').execute()).toHaveLength(1)
    const audit = await tx.selectFrom('auditLog').select(['action', 'detail']).execute()
    expect(audit.find((row) => row.action === 'pos.sale_refunded')?.detail).toMatchObject({
      totalMinor: 33,
      reason: 'changed_mind',
    })
  })
})

test('part by part gives back exactly what all at once would, and then nothing more', async () => {
  const { shop, till, sell, refund } = await makeShop()
  const sale = await sell()
  let returned = { quantityMilli: 0, totalMinor: 0, taxMinor: 0 }
  for (const expected of [33, 34, 33]) {
    const body = sketchRefund(sale, { quantities: { 0: 1000 }, returned: { 0: returned } })
    expect(body.totalMinor).toBe(expected)
    expect(await refund(till, body)).toBe('posted')
    returned = {
      quantityMilli: returned.quantityMilli + 1000,
      totalMinor: returned.totalMinor + body.totalMinor,
      taxMinor: returned.taxMinor + body.taxMinor,
    }
  }
  expect(await refund(till, sketchRefund(sale, { quantities: { 0: 1000 } }))).toBe(
    'quarantined:over_refund',
  )
  await shop.read(async (tx) => {
    const after = await balances(tx)
    expect(after[1101]).toBe(0)
    expect(after[2204]).toBe(0)
    expect(after[5101]).toBe(0)
    expect((after[4101] ?? 0) + (after[4102] ?? 0)).toBe(0)
    expect(await stockOf(tx)).toEqual({ quantityMilli: 10_000, valueMinor: 200 })
  })
})

test('goods that can not be sold again do not come back to the shelf, and stay a cost', async () => {
  const { shop, till, sell, refund } = await makeShop()
  const sale = await sell()
  expect(await refund(till, sketchRefund(sale, { isRestocked: false }))).toBe('posted')
  await shop.read(async (tx) => {
    expect(await stockOf(tx)).toMatchObject({ quantityMilli: 7000 })
    expect((await balances(tx))[5101]).toBe(60)
    expect(await tx.selectFrom('saleRefund').select('costMinor').execute()).toEqual([
      { costMinor: 0 },
    ])
  })
})

test('twenty refunds at once from two tills give back exactly what was sold', async () => {
  const { shop, till, other, sell, send } = await makeShop()
  const sale = await sell()
  const tills = [till, other]
  // Each piece comes back twenty times: only three of them can be true.
  const events = Array.from({ length: 20 }, (_, index) => {
    const from = tills[index % 2] ?? till
    const body = sketchRefund(sale, { quantities: { 0: 1000 } })
    return { from, event: from.write('sale.refunded', { ...body }) }
  })
  const all = await Promise.all(
    tills.map(async (from) => {
      const results: string[] = []
      for (const each of events.filter((candidate) => candidate.from === from)) {
        results.push(...dispositions(await send(from, each.event)))
      }
      return results
    }),
  )
  const booked = all.flat().filter((each) => each.startsWith('posted'))
  expect(booked).toHaveLength(3)
  expect(all.flat().filter((each) => each === 'quarantined:over_refund')).toHaveLength(17)
  await shop.read(async (tx) => {
    expect(await trialBalance(tx)).toBe(0)
    expect(await stockOf(tx)).toMatchObject({ quantityMilli: 10_000, valueMinor: 200 })
    const { rest } = await tx
      .selectFrom('saleRefundLine')
      .select(({ fn }) => fn.sum<string>('quantityMilli').as('rest'))
      .executeTakeFirstOrThrow()
    expect(Number(rest)).toBe(3000)
    expect((await balances(tx))[1101]).toBeGreaterThanOrEqual(0)
    expect(await stockLevels.compareLevels(tx)).toEqual([])
  })
})

test('the same refund sent twenty times at once is booked once', async () => {
  const { shop, till, sell, send } = await makeShop()
  const sale = await sell()
  const event = till.write('sale.refunded', { ...sketchRefund(sale) })
  const replies = await Promise.all(Array.from({ length: 20 }, () => send(till, event)))
  expect(replies.flatMap(dispositions).sort()).toEqual([...Array(19).fill('duplicate'), 'posted'])
  expect(await shop.read((tx) => tx.selectFrom('saleRefund').select('id').execute())).toHaveLength(
    1,
  )
})

test('a sale and its refund that arrive together are both booked, in their order', async () => {
  const { till, sold, send } = await makeShop()
  const body = sold()
  const reply = await send(
    till,
    till.write('sale.completed', { ...body }),
    till.write('sale.refunded', { ...sketchRefund(body, { change: { kind: 'void' } }) }),
  )
  expect(dispositions(reply)).toEqual(['posted', 'posted'])
})

test('a void is a whole sale of which nothing came back before', async () => {
  const { till, other, sell, refund } = await makeShop()
  const sale = await sell()
  const part = sketchRefund(sale, { quantities: { 0: 1000 }, change: { kind: 'void' } })
  expect(await refund(till, part)).toBe('quarantined:does_not_add_up')
  expect(await refund(other, sketchRefund(sale, { quantities: { 0: 1000 } }))).toBe('posted')
  expect(await refund(till, sketchRefund(sale, { change: { kind: 'void' } }))).toBe(
    'quarantined:over_refund',
  )
})

test('what is wrong is kept whole: strange sales, strange lines, sums that are none', async () => {
  const { shop, till, sell, refund } = await makeShop()
  const sale = await sell()
  const good = sketchRefund(sale)
  expect(await refund(till, { ...good, saleId: newId() })).toBe('quarantined:unknown_sale')
  expect(await refund(till, { ...good, totalMinor: 99 })).toBe('quarantined:does_not_add_up')
  const [line] = good.lines
  if (!line) throw new Error('a refund has lines')
  const twice = { ...good, lines: [line, line] }
  expect(await refund(till, twice)).toBe('quarantined:does_not_add_up')
  const elsewhere = { ...good, lines: [{ ...line, position: 7 }] }
  expect(await refund(till, elsewhere)).toBe('quarantined:does_not_add_up')
  const stranger = await makeTenant()
  const foreign = new MadeTill()
  const reply = await stranger.run(async (tx) => {
    await foreign.register(tx)
    return ingestEvents(tx, foreign.batch(foreign.write('sale.refunded', { ...good })))
  })
  expect(dispositions(reply)).toEqual(['quarantined:unknown_sale'])
  await shop.read(async (tx) => {
    expect(await tx.selectFrom('saleRefund').select('id').execute()).toEqual([])
  })
})

test('a dollar of difference is booked as it was paid, and flagged', async () => {
  const { shop, till, sell, refund } = await makeShop()
  const sale = await sell()
  const body = sketchRefund(sale, { quantities: { 0: 1000 } })
  const paid = { totalMinor: 34, taxMinor: body.taxMinor }
  const lines = body.lines.map((line) => ({ ...line, ...paid }))
  const payments = [{ tender: 'cash' as const, amountMinor: 34 }]
  expect(await refund(till, { ...body, ...paid, lines, payments })).toBe(
    'posted_flagged:refund_mismatch',
  )
  expect(await shop.read(balances)).toMatchObject({ 1101: 66 })
})

test('above the amount of the shop somebody in charge has to have agreed', async () => {
  const { shop, till, sold, sell, refund } = await makeShop({ stockMilli: 400_000 })
  const cashier = await makeCashier(shop)
  const giveBack = async (quantityMilli: number, approvedById?: string, cashierId = cashier) => {
    const sale = await sell(till, sold(40_000))
    const change = { cashierId, ...(approvedById !== undefined && { approvedById }) }
    return refund(till, sketchRefund(sale, { quantities: { 0: quantityMilli }, change }))
  }
  expect(await giveBack(28_000)).toBe('posted')
  expect(await giveBack(29_000)).toBe('posted_flagged:approval_missing')
  expect(await giveBack(29_000, cashier)).toBe('posted_flagged:approval_missing')
  expect(await giveBack(29_000, await makePerson())).toBe('posted_flagged:approval_missing')
  expect(await giveBack(29_000, shop.userId)).toBe('posted')
  expect(await giveBack(29_000, undefined, shop.userId)).toBe('posted')
})

test('an exchange nets to zero, and one whose halves differ is flagged', async () => {
  const { shop, till, sold, sell, send } = await makeShop()
  const sale = await sell()
  const back = sketchRefund(sale, {
    quantities: { 0: 2000 },
    change: {
      payments: [
        { tender: 'exchange', amountMinor: 30 },
        { tender: 'cash', amountMinor: 37 },
      ],
    },
  })
  const next = sold(1000, {
    exchangeRefundId: back.refundId,
    payments: [{ tender: 'exchange', amountMinor: 30, tenderedMinor: 30 }],
  })
  const reply = await send(
    till,
    till.write('sale.refunded', { ...back }),
    till.write('sale.completed', { ...next }),
  )
  expect(dispositions(reply)).toEqual(['posted', 'posted'])
  expect(await shop.read(balances)).toMatchObject({ 2302: 0, 1101: 100 - 37 })
  const again = sold(1000, {
    exchangeRefundId: back.refundId,
    payments: [{ tender: 'exchange', amountMinor: 30, tenderedMinor: 30 }],
  })
  expect(dispositions(await send(till, till.write('sale.completed', { ...again })))).toEqual([
    'posted_flagged:exchange_mismatch',
  ])
})

test('goods sold below zero come back and settle their guess', async () => {
  const { shop, till, sell, sold, refund } = await makeShop({ stockMilli: 1000 })
  const sale = await sell(till, sold(3000))
  expect(await refund(till, sketchRefund(sale))).toBe('posted')
  await shop.read(async (tx) => {
    expect(await stockOf(tx)).toEqual({ quantityMilli: 1000, valueMinor: 20 })
    expect((await balances(tx))[5101]).toBe(0)
    expect(await stockLevels.compareLevels(tx)).toEqual([])
  })
})

test('what was on the tab goes off the tab, and money of a closed shift off its difference', async () => {
  const { shop, till, sold, sell, send, refund } = await makeShop()
  const customerId = newId()
  await shop.run((tx) =>
    tx.insertInto('customer').values({ id: customerId, tabLimitMinor: null }).execute(),
  )
  const onTab = [{ tender: 'tab' as const, amountMinor: 100, tenderedMinor: 100 }]
  const sale = await sell(till, sold(3000, { customerId, payments: onTab }))
  const back = sketchRefund(sale, {
    quantities: { 0: 1000 },
    change: { customerId, payments: [{ tender: 'tab', amountMinor: 33 }] },
  })
  expect(await refund(till, back)).toBe('posted')
  const { customerId: _, ...nobody } = sketchRefund(sale, { quantities: { 0: 1000 } })
  const payments = [{ tender: 'tab' as const, amountMinor: nobody.totalMinor }]
  expect(await refund(till, { ...nobody, payments })).toBe('quarantined:tab_without_customer')
  await shop.read(async (tx) => {
    expect(await tx.selectFrom('tabBalance').select('balanceMinor').execute()).toEqual([
      { balanceMinor: 67 },
    ])
    expect((await balances(tx))[1191]).toBe(67)
  })
  const { shiftId, cashierId } = sale
  const opened = { shiftId, openedAt: sale.soldAt, cashierId, floatMinor: 0, floatCounts: [] }
  const closed = {
    shiftId,
    closedAt: new Date().toISOString(),
    cashierId,
    counts: [],
    countedMinor: 0,
    expectedMinor: 0,
    saleCount: 1,
  }
  await send(till, till.write('shift.opened', opened), till.write('shift.closed', closed))
  const returned = { 0: { quantityMilli: 1000, totalMinor: 33, taxMinor: 2 } }
  const late = sketchRefund(sale, { quantities: { 0: 1000 }, returned })
  expect(await refund(till, late)).toBe('posted_flagged:late_shift')
  expect(await shop.read(trialBalance)).toBe(0)
})
