import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ACCOUNTS } from '#modules/bookkeeping/shared.ts'
import { ensureCustomers } from '#modules/crm/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeCashier, makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { getTillSnapshot, ingestEvents } from './index.ts'
import { TILL_RULES } from './settings.ts'
import {
  INITIAL_RULES,
  type SaleCompletedBody,
  type TabPaidBody,
  type TabPaymentUndoneBody,
  type TillEvent,
} from './shared.ts'

connectDatabase()

class TabTill extends MadeTill {
  private readonly shop: MadeTenant
  private readonly productId: string
  constructor(shop: MadeTenant, productId: string) {
    super()
    this.shop = shop
    this.productId = productId
  }

  meet(customerId: string, name?: string, phone?: string): TillEvent {
    const body = { customerId, createdAt: new Date().toISOString(), cashierId: this.shop.userId }
    return this.write('customer.created', body, undefined, {
      customerName: name,
      customerPhone: phone,
    })
  }

  /** A sale of bottles at NT$25 that goes on a tab altogether. */
  tabSale(
    customerId: string | undefined,
    bottles: number,
    change: Partial<SaleCompletedBody> = {},
  ) {
    const amountMinor = 25 * bottles
    return this.quickSale({
      cashierId: this.shop.userId,
      lines: [{ productId: this.productId, unitPriceMinor: 25, quantityMilli: bottles * 1000 }],
      change: {
        payments: [{ tender: 'tab', amountMinor, tenderedMinor: amountMinor }],
        ...(customerId && { customerId }),
        ...change,
      },
    })
  }

  pay(customerId: string, amountMinor: number, change: Partial<TabPaidBody> = {}): TillEvent {
    return this.write('tab.paid', {
      paymentId: newId(),
      customerId,
      shiftId: newId(),
      receiptNo: '1-0009',
      tender: 'cash',
      amountMinor,
      tenderedMinor: amountMinor,
      paidAt: new Date().toISOString(),
      cashierId: this.shop.userId,
      ...change,
    })
  }
}

async function makeShop() {
  const shop = await makeTenant()
  const productId = await shop.run((tx) =>
    makeProduct(tx, { priceMinor: 25, costMinor: 15, stockMilli: 100_000 }),
  )
  const openTill = async () => {
    const till = new TabTill(shop, productId)
    await shop.run((tx) => till.register(tx))
    const send = async (...events: TillEvent[]) => {
      const reply = await shop.run((tx) => ingestEvents(tx, till.batch(...events)))
      return reply.results.map((each) => [each.disposition, ...each.reasons].join(':'))
    }
    return { till, send }
  }
  const owes = (customerId: string) =>
    shop.read(async (tx) => {
      const row = await tx
        .selectFrom('tabBalance')
        .select('balanceMinor')
        .where('customerId', '=', customerId)
        .executeTakeFirst()
      return row?.balanceMinor
    })
  return { shop, openTill, owes }
}

/** What must hold after anything that happened to tabs. */
async function expectBooksRight(shop: MadeTenant) {
  await shop.read(async (tx) => {
    expect(await trialBalance(tx)).toBe(0)
    const { rows } = await sql<{ entries: string; posted: string }>`select
      (select coalesce(sum(amount_minor), 0)::text from tab_entry) as entries,
      (select coalesce(sum(amount_minor), 0)::text from posting
       where account_code = ${ACCOUNTS.customerReceivable.code}) as posted`.execute(tx)
    const balances = await tx.selectFrom('tabBalance').select('balanceMinor').execute()
    const owed = balances.reduce((sum, each) => sum + each.balanceMinor, 0)
    expect(rows).toEqual([{ entries: String(owed), posted: String(owed) }])
  })
}

test('a till meets somebody, sells to them on the tab, and takes a part of it back', async () => {
  const { shop, openTill, owes } = await makeShop()
  const { till, send } = await openTill()
  const customerId = newId()
  expect(
    await send(
      till.meet(customerId, '林秋月', '0912-345-678'),
      till.tabSale(customerId, 4),
      till.pay(customerId, 60, { tenderedMinor: 100 }),
    ),
  ).toEqual(['posted', 'posted', 'posted'])
  expect(await owes(customerId)).toBe(40)
  await expectBooksRight(shop)
  await shop.read(async (tx) => {
    expect(await tx.selectFrom('sale').select('customerId').execute()).toEqual([{ customerId }])
    expect(await tx.selectFrom('customerPersonal').select(['name', 'phone']).execute()).toEqual([
      { name: '林秋月', phone: '0912-345-678' },
    ])
    expect(await tx.selectFrom('tabPayment').select(['amountMinor', 'tender']).execute()).toEqual([
      { amountMinor: 60, tender: 'cash' },
    ])
  })
})

test('a sale on a tab that names nobody is kept whole and not booked', async () => {
  const { shop, openTill } = await makeShop()
  const { till, send } = await openTill()
  expect(await send(till.tabSale(undefined, 1))).toEqual(['quarantined:tab_without_customer'])
  await expectBooksRight(shop)
})

test('somebody the shop does not know owes all the same, and is looked at', async () => {
  const { shop, openTill, owes } = await makeShop()
  const { till, send } = await openTill()
  const [late, lost] = [newId(), newId()]
  expect(await send(till.tabSale(late, 1), till.pay(lost, 30), till.meet(late, '阿松伯'))).toEqual([
    'posted_flagged:unknown_customer',
    'posted_flagged:unknown_customer',
    'posted',
  ])
  expect([await owes(late), await owes(lost)]).toEqual([25, -30])
  await shop.read(async (tx) => {
    expect(
      await tx.selectFrom('customerPersonal').select(['customerId', 'name']).execute(),
    ).toEqual([{ customerId: late, name: '阿松伯' }])
  })
  await expectBooksRight(shop)
})

test('two tills that went over a limit without a network are both taken, and flagged', async () => {
  const { shop, openTill, owes } = await makeShop()
  await shop.run((tx) => writeSetting(tx, TILL_RULES, { ...INITIAL_RULES, tabLimitMinor: 100 }))
  const [one, other] = [await openTill(), await openTill()]
  const customerId = newId()
  expect(
    await one.send(one.till.meet(customerId, '高金水'), one.till.tabSale(customerId, 4)),
  ).toEqual(['posted', 'posted'])
  const cashierId = await makeCashier(shop)
  expect(await other.send(other.till.tabSale(customerId, 1, { cashierId }))).toEqual([
    'posted_flagged:over_tab_limit:approval_missing',
  ])
  const approvals = [{ kind: 'tab_limit' as const, approvedById: shop.userId }]
  expect(await other.send(other.till.tabSale(customerId, 1, { cashierId, approvals }))).toEqual([
    'posted_flagged:over_tab_limit',
  ])
  expect(await owes(customerId)).toBe(150)
  await shop.run((tx) =>
    tx.updateTable('customer').set({ tabLimitMinor: 1_000 }).where('id', '=', customerId).execute(),
  )
  expect(await one.send(one.till.tabSale(customerId, 1))).toEqual(['posted'])
  const written = await shop.read((tx) =>
    tx.selectFrom('saleApproval').select(['kind', 'approvedBy']).execute(),
  )
  expect(written).toEqual([{ kind: 'tab_limit', approvedBy: shop.userId }])
  await expectBooksRight(shop)
})

test('a payment that came twice is taken once, and one that contradicts itself not at all', async () => {
  const { shop, openTill, owes } = await makeShop()
  const { till, send } = await openTill()
  const customerId = newId()
  const paymentId = newId()
  const events = [
    till.meet(customerId, '潘春梅'),
    till.pay(customerId, 70, { paymentId }),
    till.pay(customerId, 70, { paymentId }),
    till.pay(customerId, 70, { tenderedMinor: 50 }),
    till.pay(customerId, 70, { tender: 'line_pay', tenderedMinor: 100 }),
  ]
  const first = await send(...events)
  expect(first.slice(1)).toEqual([
    'posted',
    'quarantined:payment_exists',
    'quarantined:does_not_add_up',
    'quarantined:does_not_add_up',
  ])
  expect(await send(...events)).toEqual(events.map(() => 'duplicate'))
  expect(await owes(customerId)).toBe(-70)
  await expectBooksRight(shop)
})

test('a payment that was a slip of the finger is owed again, once, and is as old as before', async () => {
  const { shop, openTill, owes } = await makeShop()
  const { till, send } = await openTill()
  const [customerId, paymentId, shiftId] = [newId(), newId(), newId()]
  const since = () =>
    shop.read(async (tx) => {
      const { customers } = await getTillSnapshot(tx, till.tillId, false)
      return customers.find((each) => each.id === customerId)?.owesSince
    })
  const soldAt = '2026-01-05T02:00:00.000Z'
  await send(till.meet(customerId, '林秋月'), till.tabSale(customerId, 4, { soldAt }))
  expect(await since()).toBe(soldAt)
  const undo = (change: Partial<TabPaymentUndoneBody> = {}) =>
    till.write('tab.payment_undone', {
      undoId: newId(),
      paymentId,
      customerId,
      shiftId,
      tender: 'cash',
      amountMinor: 100,
      undoneAt: new Date().toISOString(),
      cashierId: shop.userId,
      ...change,
    })
  expect(
    await send(
      till.pay(customerId, 100, { paymentId, shiftId }),
      undo({ amountMinor: 90 }),
      undo({ paymentId: newId() }),
      undo(),
      undo(),
    ),
  ).toEqual([
    'posted',
    'quarantined:does_not_add_up',
    'quarantined:unknown_payment',
    'posted',
    'quarantined:payment_exists',
  ])
  expect(await owes(customerId)).toBe(100)
  expect(await since()).toBe(soldAt)
  await expectBooksRight(shop)
})

test('many tills at once leave every balance the sum of its entries', async () => {
  const { shop, openTill } = await makeShop()
  const customers = Array.from({ length: 3 }, newId)
  await shop.run((tx) => ensureCustomers(tx, customers))
  const tills = await Promise.all(Array.from({ length: 5 }, openTill))
  await Promise.all(
    tills.map(({ till, send }, index) => {
      const order = index % 2 === 0 ? customers : [...customers].reverse()
      return send(
        ...order.map((id) => till.tabSale(id, 1 + index)),
        ...order.map((id) => till.pay(id, 20)),
        ...order.map((id) => till.tabSale(id, 2)),
      )
    }),
  )
  const balances = await shop.read((tx) =>
    tx.selectFrom('tabBalance').select('balanceMinor').execute(),
  )
  // Each till: its 1 to 5 bottles and two more at 25, less 20.
  expect(balances.map((each) => each.balanceMinor)).toEqual([525, 525, 525])
  await expectBooksRight(shop)
})

test('a snapshot says which entries of a journal its balances hold, also after a net of nothing', async () => {
  const { shop, openTill } = await makeShop()
  const { till, send } = await openTill()
  const other = await openTill()
  const snapshot = () => shop.read((tx) => getTillSnapshot(tx, till.tillId, false))
  const customerId = newId()
  await send(till.meet(customerId, '林秋月'), till.tabSale(customerId, 4))
  const first = await snapshot()
  expect(first.customers).toMatchObject([{ id: customerId, name: '林秋月', owesMinor: 100 }])
  expect(first.tabsUpTo).toEqual([{ journalId: till.journalId, seq: 2 }])
  await send(till.tabSale(customerId, 2))
  await other.send(other.till.pay(customerId, 50))
  const second = await snapshot()
  expect(second.customers).toMatchObject([{ owesMinor: 100 }])
  expect(second.tabsUpTo).toHaveLength(2)
  expect(second.tabsUpTo).toContainEqual({ journalId: till.journalId, seq: 3 })
  expect(second.version).not.toBe(first.version)
})

test('goods that come back to the tab are owed no more, and the books agree', async () => {
  const { shop, openTill, owes } = await makeShop()
  const { till, send } = await openTill()
  const customerId = newId()
  const sold = till.tabSale(customerId, 4)
  await send(till.meet(customerId, '林秋月'), sold)
  const back = (change: Record<string, unknown>) => {
    const [line] = sold.body.lines as { productId: string; name: string; unit: string }[]
    return till.write('sale.refunded', {
      refundId: newId(),
      saleId: sold.body.saleId,
      shiftId: newId(),
      kind: 'refund',
      receiptNo: '1-0010',
      refundedAt: new Date().toISOString(),
      cashierId: shop.userId,
      reason: 'mistake',
      lines: [
        {
          position: 0,
          productId: line?.productId,
          name: line?.name,
          unit: line?.unit,
          quantityMilli: 1000,
          totalMinor: 25,
          taxMinor: 0,
          isRestocked: true,
        },
      ],
      payments: [{ tender: 'tab', amountMinor: 25 }],
      totalMinor: 25,
      taxMinor: 0,
      ...change,
    })
  }
  expect(await send(back({ customerId }))).toEqual(['posted'])
  expect(await send(back({}))).toEqual(['quarantined:tab_without_customer'])
  expect(await owes(customerId)).toBe(75)
  await expectBooksRight(shop)
})
