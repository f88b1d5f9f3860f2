import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deliver } from '#app/events.ts'
import { getTrialBalance } from '#modules/bookkeeping/index.ts'
import {
  changeGoods,
  getConsignor,
  getSlip,
  payConsignor,
  recordVisit,
  saveConsignor,
  undoPayment,
} from '#modules/consignment/index.ts'
import { ConsignorForm, GoodsForm, PayForm, VisitForm } from '#modules/consignment/shared.ts'
import { TAX_PROFILE } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { ingestEvents } from '#modules/pos/index.ts'
import { SaleCompletedBody, type SaleRefundedBody, type TillEvent } from '#modules/pos/shared.ts'
import { connectDatabase } from './database.ts'
import { makeProduct, makeTenant, trialBalance } from './make.ts'
import { MadeTill } from './make-events.ts'
import { sketchRefund } from './make-refund.ts'

connectDatabase()

const OUTSIDE = { printerHosts: [], mailer: undefined }

/** What stands on accounts now, by code; zero is left out. */
async function balances(tx: Tx): Promise<Record<string, number>> {
  const { accounts } = await getTrialBalance(tx, '2199-12-31')
  return Object.fromEntries(
    accounts.flatMap((each) => (each.balanceMinor === 0 ? [] : [[each.code, each.balanceMinor]])),
  )
}

/** A shop with tea of its own, two neighbours (15 % and 20 % stay here) and something of each. */
async function makeShop({ isInvoiceUser = false } = {}) {
  const shop = await makeTenant()
  const till = new MadeTill()
  const made = await shop.run(async (tx) => {
    await till.register(tx)
    if (isInvoiceUser) {
      await writeSetting(tx, TAX_PROFILE, { kind: 'invoice_user', taxId: '10458575' })
    }
    const neighbour = async (name: string, keep: string) =>
      (await saveConsignor(tx, ConsignorForm.parse({ id: newId(), name, keep }))).id
    return {
      aunt: await neighbour('林阿姨', '15'),
      uncle: await neighbour('高大哥', '20'),
      tea: await makeProduct(tx, { name: '冬瓜茶', costMinor: 20, stockMilli: 10_000 }),
      quinoa: await makeProduct(tx, { name: '紅藜', costMinor: 90 }),
      basket: await makeProduct(tx, { name: '竹籃' }),
    }
  })
  const visit = (consignorId: string, productId: string, quantity: string, kind = 'brought') => {
    const form = { id: newId(), consignorId, kind, product: [productId], quantity: [quantity] }
    return shop.run((tx) => recordVisit(tx, VisitForm.parse(form)))
  }
  const send = async (event: TillEvent) => {
    const { results } = await shop.run((tx) => ingestEvents(tx, till.batch(event)))
    return results[0]?.disposition ?? ''
  }
  const tell = (event: string, payload: object) =>
    deliver({ id: newId(), event, tenantId: shop.tenantId, userId: shop.userId, payload }, OUTSIDE)
  const hearSale = (saleId: string) =>
    tell('pos.sale_completed', { saleId, wantsReceipt: false, tookCash: false })
  const hearRefund = (refund: { refundId: string; saleId: string }) =>
    tell('pos.sale_refunded', { ...refund, wantsReceipt: false, gaveCash: false })
  const taxRates = { taxable: isInvoiceUser ? 50_000 : 0, zero: 0, exempt: 0 }
  /** Books a sale; who listens hears of it later. */
  const book = async (
    lines: [productId: string, pieces: number, price: number][],
    soldAt?: Date,
  ) => {
    const event = till.quickSale({
      cashierId: shop.userId,
      lines: lines.map(([productId, pieces, unitPriceMinor]) => ({
        productId,
        quantityMilli: pieces * 1000,
        unitPriceMinor,
      })),
      ...(soldAt ? { soldAt: soldAt.toISOString() } : {}),
      change: { taxRates },
    })
    await send(event)
    return SaleCompletedBody.parse(event.body)
  }
  const sell = async (...lines: [productId: string, pieces: number, price: number][]) => {
    const sale = await book(lines)
    await hearSale(sale.saleId)
    return sale
  }
  const bookRefund = async (refund: SaleRefundedBody) =>
    send(till.write('sale.refunded', { ...refund }))
  const pay = (consignorId: string, shownMinor: number, more: Record<string, unknown> = {}) => {
    const form = PayForm.parse({ id: newId(), consignorId, account: 'cash', shownMinor, ...more })
    return shop.run((tx) => payConsignor(tx, form))
  }
  const page = (id: string) => shop.read((tx) => getConsignor(tx, id))
  const owed = async (id: string) => (await page(id)).owedMinor
  const books = () => shop.read(balances)
  return {
    ...shop,
    ...made,
    visit,
    book,
    sell,
    hearSale,
    hearRefund,
    bookRefund,
    pay,
    page,
    owed,
    books,
  }
}

const dayAgo = () => new Date(Date.now() - 86_400_000)

test('a neighbour’s goods are worth nothing here; what is sold is theirs but for the share', async () => {
  const shop = await makeShop()
  await shop.visit(shop.aunt, shop.quinoa, '12')
  const before = await shop.books()
  expect((await shop.page(shop.aunt)).goods).toMatchObject([{ name: '紅藜', stockMilli: 12_000 }])
  // The till sold it for 180 and tea of the shop's own for 35, which had cost 20.
  const sale = await shop.sell([shop.quinoa, 2, 180], [shop.tea, 1, 35])
  await shop.hearSale(sale.saleId)
  expect(await shop.books()).toEqual({
    ...before,
    '1101': 395,
    '1201': (before['1201'] ?? 0) - 20,
    '2103': -306,
    '4101': -395,
    '5101': 20 + 306,
  })
  expect(await shop.owed(shop.aunt)).toBe(306)
  expect(await shop.owed(shop.uncle)).toBe(0)
  expect((await shop.page(shop.aunt)).open).toMatchObject({ soldMinor: 360, partMinor: 306 })
})

test('an invoice user shares what is left after the tax', async () => {
  const shop = await makeShop({ isInvoiceUser: true })
  await shop.visit(shop.uncle, shop.basket, '1')
  await shop.sell([shop.basket, 1, 1050])
  expect((await shop.books())['2103']).toBe(-800)
  expect((await shop.page(shop.uncle)).open).toMatchObject({ soldMinor: 1000, partMinor: 800 })
})

test('a refund takes their part back, to the dollar, also when it is heard of first and twice', async () => {
  const shop = await makeShop()
  await shop.visit(shop.aunt, shop.quinoa, '12')
  const sale = await shop.book([[shop.quinoa, 3, 100]])
  const one = sketchRefund(sale, { quantities: { 0: 1000 } })
  await shop.bookRefund(one)
  await shop.hearRefund(one)
  await shop.hearRefund(one)
  await shop.hearSale(sale.saleId)
  expect(await shop.owed(shop.aunt)).toBe(170)
  const returned = { 0: { quantityMilli: 1000, totalMinor: 100, taxMinor: 0 } }
  const rest = sketchRefund(sale, { quantities: { 0: 2000 }, returned })
  await shop.bookRefund(rest)
  await shop.hearRefund(rest)
  expect(await shop.owed(shop.aunt)).toBe(0)
  expect((await shop.books())['2103']).toBeUndefined()
  expect((await shop.books())['5101']).toBeUndefined()
})

test('all is paid by one press, once, with its slip; taken back it is owed again', async () => {
  const shop = await makeShop()
  await shop.visit(shop.aunt, shop.quinoa, '12')
  await shop.sell([shop.quinoa, 2, 180])
  await expect(shop.pay(shop.aunt, 300)).rejects.toMatchObject({
    code: 'consignment.owed_meanwhile',
  })
  const id = newId()
  const [first] = await Promise.all([1, 2, 3].map(() => shop.pay(shop.aunt, 306, { id })))
  expect(first).toEqual({ id, number: 1 })
  expect(await shop.owed(shop.aunt)).toBe(0)
  expect((await shop.books())['1101']).toBe(360 - 306)
  await shop.sell([shop.quinoa, 1, 180])
  const second = await shop.pay(shop.aunt, 153, { account: 'bank' })
  const slip = (paymentId: string) =>
    shop.read((tx) => getSlip(tx, { consignorId: shop.aunt, paymentId }))
  expect(await slip(id)).toMatchObject({ number: 1, soldMinor: 360, partMinor: 306 })
  expect(await slip(second.id)).toMatchObject({ number: 2, soldMinor: 180, partMinor: 153 })
  const undo = (paymentId: string) => shop.run((tx) => undoPayment(tx, { paymentId, why: '收回' }))
  await expect(undo(id)).rejects.toMatchObject({ code: 'consignment.later_payment' })
  await undo(second.id)
  await expect(undo(second.id)).rejects.toMatchObject({ code: 'consignment.already_undone' })
  expect(await shop.owed(shop.aunt)).toBe(153)
  expect((await shop.books())['1102']).toBeUndefined()
  expect((await shop.page(shop.aunt)).open).toMatchObject({ partMinor: 153 })
})

test('whose goods they were is asked of the day of the sale, with the share of that day', async () => {
  const shop = await makeShop()
  await shop.visit(shop.aunt, shop.quinoa, '2')
  const early = await shop.book([[shop.quinoa, 1, 100]], dayAgo())
  await shop.hearSale(early.saleId)
  // Yesterday they were nobody's yet.
  expect(await shop.owed(shop.aunt)).toBe(0)
  const sale = await shop.book([[shop.quinoa, 1, 100]])
  const goods = { consignorId: shop.aunt, productId: shop.quinoa }
  const change = (form: object) =>
    shop.run((tx) => changeGoods(tx, GoodsForm.parse({ ...goods, ...form })))
  await change({ act: 'keep', keep: '50' })
  await change({ act: 'end' })
  // Heard of when they are not hers any more, at another share: 15 % held when it was sold.
  await shop.hearSale(sale.saleId)
  expect(await shop.owed(shop.aunt)).toBe(85)
})

test('what cannot be is refused whole, and leaves nothing behind', async () => {
  const shop = await makeShop()
  await expect(shop.visit(shop.aunt, shop.tea, '1')).rejects.toMatchObject({
    code: 'inventory.own_goods_left',
  })
  await shop.visit(shop.aunt, shop.quinoa, '5')
  const refusals = [
    [() => shop.visit(shop.uncle, shop.quinoa, '1'), 'consignment.others_goods'],
    [() => shop.visit(shop.uncle, shop.basket, '1', 'taken'), 'consignment.not_theirs'],
    [() => shop.visit(shop.aunt, shop.quinoa, '6', 'taken'), 'consignment.more_than_there'],
    [() => shop.pay(shop.aunt, 1), 'consignment.nothing_owed'],
    [() => shop.pay(newId(), 1), 'consignment.unknown_consignor'],
    [
      () =>
        shop.run((tx) =>
          changeGoods(
            tx,
            GoodsForm.parse({ consignorId: shop.aunt, productId: shop.quinoa, act: 'end' }),
          ),
        ),
      'inventory.consigned_goods_left',
    ],
  ] as const
  for (const [refused, code] of refusals) {
    await expect(refused(), code).rejects.toMatchObject({ code })
  }
  const other = await makeShop()
  await expect(other.visit(shop.aunt, other.basket, '1')).rejects.toMatchObject({
    code: 'consignment.unknown_consignor',
  })
  await shop.visit(shop.aunt, shop.quinoa, '5', 'taken')
  expect((await shop.page(shop.aunt)).goods).toMatchObject([{ stockMilli: 0 }])
})

type Step =
  | { do: 'sell'; what: ('quinoa' | 'basket' | 'tea')[]; price: number; isLate: boolean }
  | { do: 'refund'; which: number; pieces: number; isRestocked: boolean }
  | { do: 'pay' | 'undo'; who: 'aunt' | 'uncle' }
  | { do: 'share'; keep: number }

const steps: fc.Arbitrary<Step>[] = [
  fc.record({
    do: fc.constant('sell' as const),
    what: fc.array(fc.constantFrom('quinoa', 'basket', 'tea'), { minLength: 1, maxLength: 3 }),
    price: fc.integer({ min: 0, max: 999 }),
    isLate: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('refund' as const),
    which: fc.nat(20),
    pieces: fc.integer({ min: 1, max: 3 }),
    isRestocked: fc.boolean(),
  }),
  fc.record({
    do: fc.constantFrom('pay' as const, 'undo' as const),
    who: fc.constantFrom('aunt' as const, 'uncle' as const),
  }),
  fc.record({ do: fc.constant('share' as const), keep: fc.integer({ min: 0, max: 100 }) }),
]

test('after any trading 2103 is what is owed to all, and each slip is what was owed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...steps), { minLength: 5, maxLength: 25 }), trade),
    { numRuns: 12 },
  )
}, 240_000)

async function trade(history: readonly Step[]) {
  const shop = await makeShop({ isInvoiceUser: history.length % 2 === 0 })
  await shop.visit(shop.aunt, shop.quinoa, '5')
  await shop.visit(shop.uncle, shop.basket, '5')
  const sales: { sale: SaleCompletedBody; backMilli: number; back: typeof NONE }[] = []
  const late: (() => Promise<void>)[] = []
  for (const step of history) {
    if (step.do === 'sell') {
      const sale = await shop.book(step.what.map((name) => [shop[name], 3, step.price]))
      sales.push({ sale, backMilli: 0, back: NONE })
      const hear = () => shop.hearSale(sale.saleId)
      if (step.isLate) late.unshift(hear)
      else await hear()
    } else if (step.do === 'refund') {
      const own = sales[step.which % Math.max(sales.length, 1)]
      const milli = Math.min(step.pieces * 1000, 3000 - (own?.backMilli ?? 0))
      if (!own || milli === 0) continue
      const refund = sketchRefund(own.sale, {
        quantities: { 0: milli },
        returned: { 0: own.back },
        isRestocked: step.isRestocked,
      })
      expect(await shop.bookRefund(refund)).toMatch(/^posted/)
      const [line] = refund.lines
      own.backMilli += milli
      own.back = {
        quantityMilli: own.back.quantityMilli + milli,
        totalMinor: own.back.totalMinor + (line?.totalMinor ?? 0),
        taxMinor: own.back.taxMinor + (line?.taxMinor ?? 0),
      }
      await shop.hearRefund(refund)
    } else if (step.do === 'share') {
      const goods = { consignorId: shop.aunt, productId: shop.quinoa, act: 'keep' as const }
      await shop.run((tx) => changeGoods(tx, { ...goods, keep: step.keep * 100 }))
    } else if (step.do === 'pay') {
      const owed = await shop.owed(shop[step.who])
      if (owed > 0) await shop.pay(shop[step.who], owed)
    } else {
      const [last] = (await shop.page(shop[step.who])).payments.filter((each) => !each.undoneOn)
      if (last) await shop.run((tx) => undoPayment(tx, { paymentId: last.id, why: '收回' }))
    }
  }
  for (const hear of late) await hear()
  const pages = [await shop.page(shop.aunt), await shop.page(shop.uncle)]
  const owed = pages.reduce((sum, each) => sum + each.owedMinor, 0)
  const books = await shop.books()
  expect(0 - (books['2103'] ?? 0)).toBe(owed)
  expect(await shop.read(trialBalance)).toBe(0)
  for (const page of pages) {
    expect(page.open.partMinor).toBe(page.owedMinor)
    for (const { id: paymentId, amountMinor, undoneOn } of page.payments) {
      if (undoneOn !== null) continue
      const slip = await shop.read((tx) => getSlip(tx, { consignorId: page.id, paymentId }))
      expect(slip.partMinor).toBe(amountMinor)
    }
  }
}

const NONE = { quantityMilli: 0, totalMinor: 0, taxMinor: 0 }
