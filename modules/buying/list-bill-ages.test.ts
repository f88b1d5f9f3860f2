import { expect, test } from 'vitest'
import { getTrialBalance } from '#modules/bookkeeping/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant } from '#test/make.ts'
import { makePurchase, makeSupplier } from '#test/make-purchase.ts'
import { listBillAges, purchases } from './index.ts'
import { writePayment } from './write-payment.ts'

connectDatabase()

/** Bills of 300 and 120, due 30 days after the 1st and the 20th of March 2026. */
async function makeBills() {
  const shop = await makeTenant()
  const [supplierId, productId] = await shop.run(async (tx) => [
    await makeSupplier(tx, { terms: 'days', termDays: '30' }),
    await makeProduct(tx, { name: '冬瓜茶' }),
  ])
  const billed: string[] = []
  for (const [receivedOn, amount] of [
    ['2026-03-01', '300'],
    ['2026-03-20', '120'],
  ] as const) {
    const line = { productId, quantity: '10', amount }
    const purchase = makePurchase(supplierId, [line], { receivedOn, pays: 'owed' })
    await shop.run((tx) => purchases.recordPurchase(tx, purchase))
    const { bills } = await shop.read((tx) => purchases.getPurchase(tx, purchase.id))
    billed.push(...bills.map((bill) => bill.id))
  }
  const pay = (billId: string, paidOn: string, amountMinor: number) =>
    shop.run((tx) =>
      writePayment(
        tx,
        {
          id: newId(),
          supplierId,
          supplierName: '部落青果行',
          paidOn,
          account: 'cash',
          cashMoveId: null,
          amountMinor,
          note: '',
        },
        [{ billId, amountMinor }],
      ),
    )
  const agesOn = async (day: string) => {
    const [age] = await shop.read((tx) => listBillAges(tx, day))
    return age?.agesMinor
  }
  /** What stands on accounts payable at the end of a day. */
  const payableOn = async (day: string) => {
    const { accounts } = await shop.read((tx) => getTrialBalance(tx, day))
    return -(accounts.find((each) => each.code === '2101')?.balanceMinor ?? 0)
  }
  return { shop, supplierId, billed, pay, agesOn, payableOn }
}

test('each day shows what was owed then, by how long it had been due', async () => {
  const { shop, supplierId, billed, pay, agesOn, payableOn } = await makeBills()
  await pay(billed[0] ?? '', '2026-05-10', 100)
  await pay(billed[0] ?? '', '2026-08-01', 200)
  expect(await agesOn('2026-02-28')).toBeUndefined()
  expect(await agesOn('2026-03-31')).toEqual([420, 0, 0, 0, 0])
  expect(await agesOn('2026-04-01')).toEqual([120, 300, 0, 0, 0])
  expect(await agesOn('2026-05-09')).toEqual([0, 120, 300, 0, 0])
  expect(await agesOn('2026-05-10')).toEqual([0, 120, 200, 0, 0])
  expect(await agesOn('2026-07-30')).toEqual([0, 0, 0, 0, 320])
  expect(await agesOn('2026-08-01')).toEqual([0, 0, 0, 0, 120])
  for (const day of ['2026-03-01', '2026-05-10', '2026-07-30', '2026-08-01']) {
    const [age] = await shop.read((tx) => listBillAges(tx, day))
    expect(age).toMatchObject({ supplierId, name: '部落青果行', owedMinor: await payableOn(day) })
  }
  await pay(billed[1] ?? '', '2026-08-02', 120)
  expect(await agesOn('2026-08-02')).toBeUndefined()
})

test('money that was paid before its bill came is off the account on its own day', async () => {
  const { billed, pay, agesOn, payableOn } = await makeBills()
  await pay(billed[1] ?? '', '2026-03-10', 120)
  expect(await agesOn('2026-03-10')).toEqual([180, 0, 0, 0, 0])
  expect(await payableOn('2026-03-10')).toBe(180)
  expect(await agesOn('2026-03-20')).toEqual([300, 0, 0, 0, 0])
})

test('another shop sees nothing', async () => {
  await makeBills()
  const other = await makeTenant()
  expect(await other.read((tx) => listBillAges(tx, '2026-04-01'))).toEqual([])
})
