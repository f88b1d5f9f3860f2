import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant } from '#test/make.ts'
import { type MadeLine, makeOrder, makePurchase, makeSupplier } from '#test/make-purchase.ts'
import { orders, purchases } from './index.ts'
import { OrderForm } from './shared.ts'

connectDatabase()

/** A shop that ordered 10 bottles of tea for 160 and 5 of milk at a price nobody asked for. */
async function makeShop() {
  const shop = await makeTenant()
  const made = await shop.run(async (tx) => {
    const supplierId = await makeSupplier(tx)
    const tea = await makeProduct(tx, { name: '冬瓜茶' })
    const milk = await makeProduct(tx, { name: '鮮奶' })
    const orderId = await makeOrder(tx, supplierId, [
      { productId: tea, quantity: '10', amount: '160' },
      { productId: milk, quantity: '5', amount: '' },
    ])
    return { supplierId, tea, milk, orderId }
  })
  const get = () => shop.read((tx) => orders.getOrder(tx, made.orderId))
  const receive = (lines: MadeLine[], more: Record<string, string> = {}) => {
    const purchase = makePurchase(made.supplierId, lines, {
      orderId: made.orderId,
      pays: 'bill_later',
      ...more,
    })
    return shop.run((tx) => purchases.recordPurchase(tx, purchase))
  }
  return { ...shop, ...made, get, receive }
}

const stateOf = async ({ get }: Awaited<ReturnType<typeof makeShop>>) => (await get()).state

test('an order is sent, comes in parts and is received; each state is what its papers add up to', async () => {
  const shop = await makeShop()
  const { tea, milk } = shop
  expect(await shop.get()).toMatchObject({ number: 1, state: 'sent', receiptCount: 0 })
  await shop.receive([{ productId: tea, quantity: '4', amount: '64', orderLine: '1' }])
  const part = await shop.get()
  expect(part.state).toBe('partly')
  expect(part.lines.map((line) => line.comeMilli)).toEqual([4000, 0])
  const open = await shop.read((tx) => orders.listOrders(tx, { isOpen: true }))
  expect(open.orders).toMatchObject([{ state: 'partly', missingCount: 2, lineCount: 2 }])

  const rest = [
    { productId: tea, quantity: '6', amount: '96', orderLine: '1' },
    { productId: milk, quantity: '5', amount: '380', orderLine: '2' },
  ]
  await shop.receive(rest, { shownReceipts: '1' })
  const whole = await shop.get()
  expect(whole.state).toBe('received')
  expect(whole.receipts.map((each) => each.valueMinor)).toEqual([476, 64])
  expect((await shop.read((tx) => orders.listOrders(tx, { isOpen: true }))).orders).toEqual([])
})

test('more than was ordered is asked about, and written down when it is so', async () => {
  const shop = await makeShop()
  const lines = [
    { productId: shop.tea, quantity: '12', amount: '192', orderLine: '1' },
    { productId: shop.milk, quantity: '5', amount: '380', orderLine: '2' },
  ]
  await expect(shop.receive(lines)).rejects.toMatchObject({
    code: 'buying.more_than_ordered',
    data: { name: '冬瓜茶', still: 10, quantity: 12 },
  })
  expect(await stateOf(shop)).toBe('sent')
  const { id } = await shop.receive(lines, { confirmsOver: 'yes' })
  const { lines: came } = await shop.read((tx) => purchases.getPurchase(tx, id))
  expect(came.map((line) => line.overMilli)).toEqual([2000, 0])
  expect(await stateOf(shop)).toBe('received')
})

test('two people who receive the same order at once: the second is told, and nothing of theirs is kept', async () => {
  const shop = await makeShop()
  const line = { productId: shop.tea, quantity: '10', amount: '160', orderLine: '1' }
  const both = await Promise.allSettled([shop.receive([line]), shop.receive([line])])
  const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(refused).toMatchObject([{ code: 'buying.received_meanwhile', data: { number: 1 } }])
  expect((await shop.get()).lines[0]?.comeMilli).toBe(10_000)
  const [left] = await asOwner(
    `select (select count(*)::int from purchase_receipt where tenant_id = $1) as receipts,
            (select sum(quantity_milli)::int from stock_move where tenant_id = $1) as stock`,
    [shop.tenantId],
  )
  expect(left).toEqual({ receipts: 1, stock: 10_000 })
})

test('goods that were not ordered may come along; goods of another line may not', async () => {
  const shop = await makeShop()
  const extra = await shop.run((tx) => makeProduct(tx, { name: '樣品' }))
  await expect(
    shop.receive([{ productId: extra, quantity: '1', amount: '0', orderLine: '1' }]),
  ).rejects.toMatchObject({ code: 'buying.unknown_order_line' })
  await shop.receive([{ productId: extra, quantity: '1', amount: '0' }])
  expect((await shop.get()).lines.map((line) => line.comeMilli)).toEqual([0, 0])
})

test('an order of another shop, or of another supplier, takes no goods', async () => {
  const shop = await makeShop()
  const other = await makeShop()
  const line = { productId: shop.tea, quantity: '1', amount: '16', orderLine: '1' }
  const unknown = { code: 'buying.unknown_order' }
  await expect(shop.receive([line], { orderId: other.orderId })).rejects.toMatchObject(unknown)
  const supplierId = await shop.run((tx) => makeSupplier(tx, { name: '別家' }))
  await expect(shop.receive([line], { supplierId })).rejects.toMatchObject(unknown)
  await expect(other.read((tx) => orders.getOrder(tx, shop.orderId))).rejects.toMatchObject(unknown)
})

test('what was sent does not change; a draft does, and its newer version wins nothing by surprise', async () => {
  const shop = await makeShop()
  const draft = OrderForm.parse({
    id: newId(),
    supplierId: shop.supplierId,
    expectedOn: '2026-12-01',
    productId: [shop.tea],
    unit: ['bottle'],
    quantity: ['24'],
    amount: [''],
  })
  const save = (input: typeof draft) => shop.run((tx) => orders.saveOrder(tx, input))
  expect(await save(draft)).toEqual({ id: draft.id, number: 2 })
  const shown = await shop.read((tx) => orders.getOrder(tx, draft.id))
  expect(shown).toMatchObject({ state: 'draft', expectedOn: '2026-12-01' })
  const shownChangedAt = shown.updatedAt.toISOString()
  await save({ ...draft, note: '早上送', shownChangedAt })
  await expect(save({ ...draft, note: '下午送', shownChangedAt })).rejects.toMatchObject({
    code: 'buying.changed_meanwhile',
  })
  await shop.run((tx) => orders.sendOrder(tx, { id: newId(), orderId: draft.id, how: 'print' }))
  await expect(save(draft)).rejects.toMatchObject({ code: 'buying.order_not_draft' })
})

test('an order is called off while nothing came, and closed once something did', async () => {
  const shop = await makeShop()
  const step = () => ({ id: newId(), orderId: shop.orderId, note: '缺貨' })
  await shop.receive([{ productId: shop.tea, quantity: '4', amount: '64', orderLine: '1' }])
  await expect(shop.run((tx) => orders.cancelOrder(tx, step()))).rejects.toMatchObject({
    code: 'buying.order_has_come',
  })
  expect((await shop.run((tx) => orders.closeOrder(tx, step()))).state).toBe('closed')
  expect((await shop.run((tx) => orders.closeOrder(tx, step()))).state).toBe('closed')
  expect((await shop.get()).steps.map((each) => each.kind)).toEqual(['sent', 'closed'])
  await expect(
    shop.receive([{ productId: shop.tea, quantity: '6', amount: '96', orderLine: '1' }], {
      shownReceipts: '1',
    }),
  ).rejects.toMatchObject({ code: 'buying.order_over' })

  const other = await makeShop()
  const cancel = { id: newId(), orderId: other.orderId, note: '' }
  expect((await other.run((tx) => orders.cancelOrder(tx, cancel))).state).toBe('cancelled')
  await expect(
    other.run((tx) => orders.sendOrder(tx, { id: newId(), orderId: other.orderId, how: 'pdf' })),
  ).rejects.toMatchObject({ code: 'buying.order_over' })
})
