import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { deliver } from '#app/events.ts'
import { shiftDocument } from '#app/server/papers.server.ts'
import { createCustomer } from '#modules/crm/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { urlForRole, WORKER_ROLE } from '#modules/kernel/roles.ts'
import { changeRules, getTillRules, ingestEvents } from '#modules/pos/index.ts'
import { SaleCompletedBody, type TillEvent, type TillRules } from '#modules/pos/shared.ts'
import { addPrintRoute, jobQueued, savePrinter } from '#modules/printing/index.ts'
import { ReceiptDocument, type RoutedKind } from '#modules/printing/shared.ts'
import { connectDatabase } from './database.ts'
import { makeProduct, makeTenant, trialBalance } from './make.ts'
import { MadeTill } from './make-events.ts'
import { sketchRefund } from './make-refund.ts'

connectDatabase()

/** What was announced in a tenant's name, as the worker takes it; only its role may look. */
async function envelopesOf(tenantId: string) {
  const client = new pg.Client({ connectionString: urlForRole(inject('ownerUrl'), WORKER_ROLE) })
  await client.connect()
  const { rows } = await client.query<{ payload: Parameters<typeof deliver>[0] }>(
    `select payload from graphile_worker._private_jobs
     where payload::text like $1 order by id`,
    [`%${tenantId}%`],
  )
  await client.end()
  return rows.map(({ payload }) => payload)
}

/** A shop with a till, a printer at the counter (the usual one) and one in the kitchen. */
async function makeShop(rules: Partial<TillRules> = {}) {
  const shop = await makeTenant()
  const till = new MadeTill()
  const categoryId = newId()
  const printer = (name: string, isDefault: boolean) => ({
    id: newId(),
    name,
    kind: 'star' as const,
    widthDots: 384 as const,
    hasDrawer: true,
    hasCutter: true,
    isDefault,
  })
  const made = await shop.run(async (tx) => {
    await till.register(tx)
    await tx.insertInto('category').values({ id: categoryId, name: '熱食' }).execute()
    const productId = await makeProduct(tx, { priceMinor: 25, stockMilli: 100_000 })
    await tx.updateTable('product').set({ categoryId }).where('id', '=', productId).execute()
    await changeRules(tx, { ...(await getTillRules(tx)), ...rules })
    const { id: counter } = await savePrinter(tx, printer('櫃台', true))
    const { id: kitchen } = await savePrinter(tx, printer('廚房', false))
    return { productId, counter, kitchen }
  })
  const route = (kind: RoutedKind, printerId: string, more = {}) =>
    shop.run((tx) => addPrintRoute(tx, { id: newId(), kind, printerId, copies: 1, ...more }))
  const send = async (...events: TillEvent[]) => {
    const { results } = await shop.run((tx) => ingestEvents(tx, till.batch(...events)))
    expect(results.map(({ disposition }) => disposition)).toEqual(events.map(() => 'posted'))
    for (const envelope of await envelopesOf(shop.tenantId)) {
      if (envelope.event === jobQueued.name) continue
      await deliver(envelope, { printerHosts: [], mailer: undefined })
    }
  }
  const papers = () =>
    shop.read((tx) =>
      tx
        .selectFrom('printJob')
        .innerJoin('printer', 'printer.id', 'printJob.printerId')
        .select(['printJob.kind', 'printJob.sourceType', 'printer.name', 'printJob.openDrawer'])
        .select('printJob.document')
        .orderBy('printJob.createdAt')
        .execute(),
    )
  const sale = (change: Partial<SaleCompletedBody> = {}) =>
    till.quickSale({
      cashierId: shop.userId,
      lines: [{ productId: made.productId, unitPriceMinor: 25, quantityMilli: 2000 }],
      change,
    })
  return { ...made, shop, till, categoryId, route, send, papers, sale }
}

const shown = (papers: { kind: string; name: string }[]) =>
  papers.map(({ kind, name }) => `${kind} at ${name}`)

test('tickets come out in the kitchen, until the shop wants none of them', async () => {
  for (const [ticketPaper, expected] of [
    ['always', ['order_ticket at 廚房', 'receipt at 櫃台']],
    ['never', ['receipt at 櫃台']],
  ] as const) {
    const { route, categoryId, kitchen, sale, send, papers } = await makeShop({ ticketPaper })
    await route('order_ticket', kitchen, { categoryId })
    await send(sale({ wantsReceipt: true }))
    expect(shown(await papers()).toSorted()).toEqual(expected)
  }
})

test('the slip of a refund comes out where the receipts of its till do, once for each copy', async () => {
  const { till, route, kitchen, sale, send, papers, shop } = await makeShop()
  await route('receipt', kitchen, { tillId: till.tillId, copies: 2 })
  const sold = sale()
  const change = { wantsReceipt: true }
  const slip = sketchRefund(SaleCompletedBody.parse(sold.body), { change })
  await send(sold, till.write('sale.refunded', { ...slip }))
  const out = await papers()
  expect(shown(out)).toEqual(['refund_slip at 廚房', 'refund_slip at 廚房'])
  // Only the first opens the drawer.
  expect(out.map(({ openDrawer }) => openDrawer).toSorted()).toEqual([false, true])
  expect(await shop.read(trialBalance)).toBe(0)
})

const shiftWords = (shop: { userId: string }, shiftId: string) => ({
  shiftId,
  cashierId: shop.userId,
})

test('the shop’s printer prints the report of a closed shift when the till asks for it, and only then', async () => {
  const { shop, till, route, kitchen, send, papers } = await makeShop()
  await route('report', kitchen)
  const at = new Date().toISOString()
  const whole = (shiftId: string, more = {}) => [
    till.write('shift.opened', {
      ...shiftWords(shop, shiftId),
      openedAt: at,
      floatMinor: 2000,
      floatCounts: [],
    }),
    till.write('shift.closed', {
      ...shiftWords(shop, shiftId),
      closedAt: at,
      counts: [],
      countedMinor: 1990,
      expectedMinor: 2000,
      saleCount: 0,
      ...more,
    }),
  ]
  await send(...whole(newId()))
  expect(await papers()).toEqual([])
  await send(...whole(newId(), { wantsPaper: true }))
  // Heard twice is one paper.
  await send(...whole(newId()))
  const out = await papers()
  expect(shown(out)).toEqual(['shift_z at 廚房'])
  expect(JSON.stringify(out[0]?.document)).toContain('1990')
})

test('the receipt of a paid tab says what was owed; of one that was taken back there is none', async () => {
  const { shop, till, productId, send, papers } = await makeShop()
  const customerId = newId()
  await shop.run((tx) => createCustomer(tx, { customerId, name: '林秋月' }))
  const onTab = till.quickSale({
    cashierId: shop.userId,
    lines: [{ productId, unitPriceMinor: 25, quantityMilli: 4000 }],
    change: { customerId, payments: [{ tender: 'tab', amountMinor: 100, tenderedMinor: 100 }] },
  })
  const pay = (amountMinor: number) => ({
    paymentId: newId(),
    customerId,
    shiftId: newId(),
    receiptNo: '1-0009',
    tender: 'cash',
    amountMinor,
    tenderedMinor: amountMinor,
    paidAt: new Date().toISOString(),
    cashierId: shop.userId,
    wantsPaper: true,
  })
  const [kept, undone] = [pay(30), pay(20)]
  const undo = {
    undoId: newId(),
    paymentId: undone.paymentId,
    customerId,
    shiftId: undone.shiftId,
    tender: 'cash',
    amountMinor: 20,
    undoneAt: new Date().toISOString(),
    cashierId: shop.userId,
  }
  await send(
    onTab,
    till.write('tab.paid', kept),
    till.write('tab.paid', undone),
    till.write('tab.payment_undone', undo),
  )
  const [paper, ...others] = await papers()
  expect(others).toEqual([])
  const document = ReceiptDocument.parse(paper?.document)
  expect(document.adjustments.map(({ amountMinor }) => amountMinor)).toEqual([100, -30])
  expect(document.totals?.totalMinor).toBe(70)
  expect(JSON.stringify(document.meta.rows)).toContain('林秋月')
})

test('cash without a receipt opens the drawer of the shop’s printer, when it has just been taken', async () => {
  const { sale, send, papers } = await makeShop()
  await send(sale({ opensDrawer: true }), sale())
  expect(await papers()).toMatchObject([{ kind: 'drawer', openDrawer: true }])
  const late = new Date(Date.now() - 600_000).toISOString()
  await send(sale({ opensDrawer: true, soldAt: late, saleId: randomUUID() }))
  expect(await papers()).toHaveLength(1)
})

test('the report of the office knows what should lie in the drawer while the shift runs', async () => {
  const { shop, till, sale, send, productId } = await makeShop()
  const shiftId = newId()
  const customerId = newId()
  await shop.run((tx) => createCustomer(tx, { customerId, name: '林秋月' }))
  const at = new Date().toISOString()
  const words = shiftWords(shop, shiftId)
  const sold = sale({ shiftId })
  const back = sketchRefund(SaleCompletedBody.parse(sold.body), { quantities: { 0: 1000 } })
  const move = (direction: string, amountMinor: number) =>
    till.write('cash.moved', {
      ...words,
      moveId: newId(),
      direction,
      reason: direction === 'in' ? 'change' : 'supplier',
      amountMinor,
      movedAt: at,
      approvedById: shop.userId,
    })
  await send(
    till.write('shift.opened', { ...words, openedAt: at, floatMinor: 2000, floatCounts: [] }),
    sold,
    till.quickSale({
      cashierId: shop.userId,
      lines: [{ productId, unitPriceMinor: 25, quantityMilli: 4000 }],
      change: {
        shiftId,
        customerId,
        payments: [{ tender: 'tab', amountMinor: 100, tenderedMinor: 100 }],
      },
    }),
    till.write('sale.refunded', { ...back, shiftId }),
    till.write('tab.paid', {
      ...words,
      paymentId: newId(),
      customerId,
      receiptNo: '1-0009',
      tender: 'cash',
      amountMinor: 40,
      tenderedMinor: 50,
      paidAt: at,
    }),
    move('in', 500),
    move('out', 300),
  )
  const figures = async () => {
    const document = await shop.read((tx) => shiftDocument(tx, shiftId, new Date()))
    const rows = document.sections?.[1]?.rows ?? []
    return Object.fromEntries(rows.map(({ label, amountMinor }) => [label, amountMinor]))
  }
  const running = {
    零用金: 2000,
    現金收入: 50,
    還賒帳: 40,
    放進來: 500,
    拿出去: -300,
    退現金: -25,
    應該有: 2265,
  }
  expect(Object.values(await figures())).toEqual(Object.values(running))
  await send(
    till.write('shift.closed', {
      ...words,
      closedAt: at,
      counts: [],
      countedMinor: 2260,
      expectedMinor: 2265,
      saleCount: 2,
    }),
  )
  expect(Object.values(await figures())).toEqual([...Object.values(running), 2260, -5])
})
