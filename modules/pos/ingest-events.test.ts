import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { urlForRole, WORKER_ROLE } from '#modules/kernel/roles.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { ingestEvents, isAboutData, listNeedsHelp } from './index.ts'

connectDatabase()

async function makeShop(options: { priceMinor?: number; stockMilli?: number } = {}) {
  const shop = await makeTenant()
  const till = new MadeTill()
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    return makeProduct(tx, { priceMinor: 25, costMinor: 15, stockMilli: 10_000, ...options })
  })
  const sale = (change = {}) =>
    till.quickSale({
      cashierId: shop.userId,
      lines: [{ productId, unitPriceMinor: 25, quantityMilli: 2000 }],
      ...change,
    })
  const send = (...events: ReturnType<typeof sale>[]) =>
    shop.run((tx) => ingestEvents(tx, till.batch(...events)))
  const stock = () =>
    shop.read((tx) => tx.selectFrom('stockLevel').select('quantityMilli').executeTakeFirst())
  const sales = () => shop.read((tx) => tx.selectFrom('sale').selectAll().execute())
  return { shop, till, productId, sale, send, stock, sales }
}

const dispositions = (reply: { results: { disposition: string; reasons: string[] }[] }) =>
  reply.results.map((each) => [each.disposition, ...each.reasons].join(':'))

test('one sale takes its stock, balances the books, counts one use, and leaves its trace', async () => {
  const { shop, sale, send, stock, sales } = await makeShop()
  const reply = await send(sale())
  expect(dispositions(reply)).toEqual(['posted'])
  expect(reply.ackedSeq).toBe(1)
  expect(await stock()).toEqual({ quantityMilli: 8000 })
  expect(await sales()).toMatchObject([
    { totalMinor: 50, costMinor: 30, taxMinor: 0, channel: 'till' },
  ])
  await shop.read(async (tx) => {
    expect(await trialBalance(tx)).toBe(0)
    const postings = await tx
      .selectFrom('posting')
      .select(['accountCode', 'amountMinor'])
      .orderBy('position')
      .execute()
    expect(postings).toEqual([
      { accountCode: '1101', amountMinor: 50 },
      { accountCode: '4101', amountMinor: -50 },
      { accountCode: '5101', amountMinor: 30 },
      { accountCode: '1201', amountMinor: -30 },
    ])
    expect(await tx.selectFrom('usageEvent').select('meter').execute()).toEqual([{ meter: 'sale' }])
    const audit = await tx.selectFrom('auditLog').select('action').orderBy('id').execute()
    expect(audit.map((row) => row.action)).toEqual(['pos.till_registered', 'pos.sale_recorded'])
  })
})

test('the same events sent again, in any mixture, are booked once', async () => {
  const { sale, send, stock, sales } = await makeShop()
  const [first, second, third] = [sale(), sale(), sale()]
  await send(first, second)
  const again = await send(first, second, third)
  expect(dispositions(again)).toEqual(['duplicate', 'duplicate', 'posted'])
  expect(await sales()).toHaveLength(3)
  expect(await stock()).toEqual({ quantityMilli: 4000 })
})

test('twenty copies of one batch at the same time are booked once', async () => {
  const { sale, send, sales, shop } = await makeShop()
  const event = sale()
  const replies = await Promise.all(Array.from({ length: 20 }, () => send(event)))
  expect(replies.flatMap(dispositions).sort()).toEqual([...Array(19).fill('duplicate'), 'posted'])
  expect(await sales()).toHaveLength(1)
  expect(await shop.read(trialBalance)).toBe(0)
})

test('a gap stops the batch and says from where to send again', async () => {
  const { sale, send, sales } = await makeShop()
  const [first, lost, third] = [sale(), sale(), sale()]
  const reply = await send(first, third)
  expect(dispositions(reply)).toEqual(['posted', 'gap'])
  expect(reply.resendFrom).toBe(2)
  expect(dispositions(await send(lost, third))).toEqual(['posted', 'posted'])
  expect(await sales()).toHaveLength(3)
})

test('a bad sale is kept whole and the sales behind it are booked', async () => {
  const { till, sale, send, sales, shop } = await makeShop()
  const bad = till.write('sale.completed', { saleId: 'not an id', lines: [] })
  const stranger = till.quickSale({
    cashierId: shop.userId,
    lines: [{ productId: newId(), unitPriceMinor: 1 }],
  })
  const wrongSum = sale({ change: { totalMinor: 49 } })
  const unknown = till.write('till.danced', {})
  const reply = await send(bad, stranger, wrongSum, unknown, sale())
  expect(dispositions(reply)).toEqual([
    'quarantined:schema_error',
    'quarantined:unknown_product',
    'quarantined:does_not_add_up',
    'quarantined:unknown_type',
    'posted',
  ])
  expect(reply.ackedSeq).toBe(5)
  expect(await sales()).toHaveLength(1)
  const kept = await shop.read((tx) =>
    tx.selectFrom('tillEvent').select('body').where('eventId', '=', bad.eventId).executeTakeFirst(),
  )
  expect(kept?.body).toEqual(bad.body)
})

test('another sale at a place that is taken is a fork and never a duplicate', async () => {
  const { shop, till, productId, sale, send, sales, stock } = await makeShop()
  await send(sale())
  const rival = new MadeTill()
  const other = rival.quickSale({
    cashierId: shop.userId,
    lines: [{ productId, unitPriceMinor: 25 }],
  })
  const reply = await shop.run((tx) => ingestEvents(tx, till.batch(other)))
  expect(dispositions(reply)).toEqual(['fork:place_taken:booked'])
  expect(await sales()).toHaveLength(2)
  expect(await stock()).toEqual({ quantityMilli: 7000 })
  const again = await shop.run((tx) => ingestEvents(tx, till.batch(other)))
  expect(dispositions(again)).toEqual(['fork:place_taken'])
  expect(await sales()).toHaveLength(2)
  const { rows } = await shop.read((tx) => listNeedsHelp(tx, 'Asia/Taipei'))
  expect(rows).toMatchObject([{ kind: 'posted_flagged', reasons: ['fork'], totalMinor: 25 }])
  expect(await shop.read(trialBalance)).toBe(0)
})

test('a fork that does not fit the books, and other words under one id, are kept and not booked', async () => {
  const { shop, productId, sale, send, sales } = await makeShop()
  const first = sale()
  await send(first)
  const rival = new MadeTill()
  const stranger = rival.quickSale({
    cashierId: shop.userId,
    lines: [{ productId: newId(), unitPriceMinor: 1 }],
  })
  const other = new MadeTill().quickSale({
    cashierId: shop.userId,
    lines: [{ productId, unitPriceMinor: 25 }],
  })
  const reply = await send(stranger, { ...other, eventId: first.eventId })
  expect(dispositions(reply)).toEqual(['fork:place_taken:unknown_product', 'fork:changed'])
  expect(await sales()).toHaveLength(1)
  const { rows } = await shop.read((tx) => listNeedsHelp(tx, 'Asia/Taipei'))
  expect(rows.map(({ kind, reasons }) => [kind, ...reasons].join(':')).sort()).toEqual([
    'fork:fork',
    'fork:fork:unknown_product',
  ])
})

test('an event whose words were changed after it was written is not booked', async () => {
  const { sale, send, sales } = await makeShop()
  const event = sale()
  const reply = await send({ ...event, body: { ...event.body, totalMinor: 1 } })
  expect(dispositions(reply)).toEqual(['quarantined:hash_mismatch'])
  expect(await sales()).toHaveLength(0)
})

test('what the owner should look at is booked and flagged', async () => {
  const { shop, till, productId, send } = await makeShop({ priceMinor: 30, stockMilli: 1000 })
  const flagged = till.quickSale({
    cashierId: newId(),
    lines: [{ productId, unitPriceMinor: 25, quantityMilli: 2000 }],
    soldAt: new Date(Date.now() + 86_400_000).toISOString(),
    change: { taxRates: { taxable: 50_000, zero: 0, exempt: 0 } },
  })
  const reply = await send(flagged)
  expect(dispositions(reply)).toEqual([
    'posted_flagged:price_changed:unknown_cashier:clock_skew:tax_changed:stock_negative',
  ])
  expect(await shop.read(trialBalance)).toBe(0)
})

test('tax that a shop shows stands on its own account', async () => {
  const { shop, sale, send } = await makeShop()
  await send(sale({ change: { taxRates: { taxable: 50_000, zero: 0, exempt: 0 } } }))
  const postings = await shop.read((tx) =>
    tx
      .selectFrom('posting')
      .select(['accountCode', 'amountMinor'])
      .where('accountCode', 'in', ['2204', '4101'])
      .orderBy('accountCode')
      .execute(),
  )
  // 50 × 5 ÷ 105 = 2.38, half up.
  expect(postings).toEqual([
    { accountCode: '2204', amountMinor: -2 },
    { accountCode: '4101', amountMinor: -48 },
  ])
})

test("another shop's till, products and people are not there", async () => {
  const mine = await makeShop()
  const theirs = await makeShop()
  await expect(
    mine.shop.run((tx) => ingestEvents(tx, theirs.till.batch(theirs.sale()))),
  ).rejects.toThrow('pos.unknown_till')
  const foreign = mine.till.quickSale({
    cashierId: theirs.shop.userId,
    lines: [{ productId: theirs.productId, unitPriceMinor: 25 }],
  })
  expect(dispositions(await mine.send(foreign))).toEqual(['quarantined:unknown_product'])
})

test('a device that lost its storage begins a new journal, and the old one can still arrive', async () => {
  const { shop, till, productId, sale, send, sales } = await makeShop()
  await send(sale())
  const late = sale()
  const fresh = new MadeTill()
  const renewed = { ...fresh, tillId: till.tillId }
  await shop.run(async (tx) => {
    const { registerTill } = await import('./index.ts')
    await registerTill(tx, { tillId: till.tillId, journalId: fresh.journalId })
  })
  const next = fresh.quickSale({
    cashierId: shop.userId,
    lines: [{ productId, unitPriceMinor: 25 }],
  })
  const reply = await shop.run((tx) =>
    ingestEvents(tx, { ...fresh.batch(next), tillId: renewed.tillId }),
  )
  expect(dispositions(reply)).toEqual(['posted'])
  expect(dispositions(await send(late))).toEqual(['posted'])
  expect(await sales()).toHaveLength(3)
})

test('a shift is noted once, and a reprint of an unknown sale is kept for the owner', async () => {
  const { shop, till, sale, send } = await makeShop()
  const shiftId = newId()
  const opened = till.write('shift.opened', {
    shiftId,
    openedAt: new Date().toISOString(),
    cashierId: shop.userId,
    floatMinor: 500,
  })
  const sold = sale()
  const copy = till.write('receipt.reprinted', {
    reprintId: newId(),
    saleId: sold.body.saleId,
    reprintedAt: new Date().toISOString(),
    cashierId: shop.userId,
  })
  const lost = till.write('receipt.reprinted', {
    reprintId: newId(),
    saleId: newId(),
    reprintedAt: new Date().toISOString(),
    cashierId: shop.userId,
  })
  expect(dispositions(await send(opened, sold, copy, lost))).toEqual([
    'posted',
    'posted',
    'posted',
    'quarantined:unknown_sale',
  ])
  expect(await shop.read((tx) => tx.selectFrom('shift').select('floatMinor').execute())).toEqual([
    { floatMinor: 500 },
  ])
})

test('a sale that the database itself refuses is set apart when the batch is tried again with care', async () => {
  const { shop, till, sale, sales } = await makeShop()
  const poison = sale()
  const [line] = poison.body.lines as { name: string }[]
  const nul = till.write('sale.completed', {
    ...poison.body,
    saleId: newId(),
    lines: [{ ...line, name: 'a\0b' }],
  })
  const batch = till.batch(poison, nul, sale())
  const failure = await shop.run((tx) => ingestEvents(tx, batch)).catch((error: unknown) => error)
  expect(isAboutData(failure)).toBe(true)
  expect(await sales()).toHaveLength(0)
  const reply = await shop.run((tx) => ingestEvents(tx, batch, { isCareful: true }))
  expect(dispositions(reply)).toEqual(['posted', 'quarantined:cannot_book', 'posted'])
  expect(await sales()).toHaveLength(2)
  expect(await shop.read(trialBalance)).toBe(0)
})

/** What was announced in a tenant's name; only the worker's role may look. */
async function eventsOf(tenantId: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: urlForRole(inject('ownerUrl'), WORKER_ROLE) })
  await client.connect()
  const { rows } = await client.query<{ event: string }>(
    `select payload ->> 'event' as event from graphile_worker._private_jobs
     where payload::text like $1`,
    [`%${tenantId}%`],
  )
  await client.end()
  return rows.map((row) => row.event)
}

test('what a till prints and opens itself is kept, and nobody else is asked for it', async () => {
  const { shop, till, sale, send } = await makeShop()
  const sold = sale()
  const at = new Date().toISOString()
  const copy = till.write('receipt.reprinted', {
    reprintId: newId(),
    saleId: sold.body.saleId,
    reprintedAt: at,
    cashierId: shop.userId,
    isPrintedHere: true,
  })
  const opened = till.write('drawer.opened', {
    openId: newId(),
    reason: 'change',
    openedAt: at,
    cashierId: shop.userId,
    isOpenedHere: true,
  })
  const paper = {
    reportId: newId(),
    jobId: newId(),
    printer: { id: newId(), name: '出單機', widthDots: 384, hasCutter: true, hasDrawer: true },
    kind: 'receipt',
    sourceType: 'sale',
    sourceId: sold.body.saleId,
    copyNo: 1,
    attempt: 1,
    status: 'sent',
    at,
  }
  const told = till.write('paper.reported', paper)
  const badly = till.write('paper.reported', { ...paper, status: 'eaten' })
  expect(dispositions(await send(sold, copy, opened, told, badly))).toEqual([
    'posted',
    'posted',
    'posted',
    'posted',
    'quarantined:schema_error',
  ])
  const announced = await eventsOf(shop.tenantId)
  expect(announced).toContain('pos.paper_reported')
  expect(announced).not.toContain('pos.receipt_reprinted')
  expect(announced).not.toContain('pos.drawer_opened')
  expect(await shop.read(trialBalance)).toBe(0)
})
