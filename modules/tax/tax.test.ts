import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getLocks, getTrialBalance, money } from '#modules/bookkeeping/index.ts'
import { purchases } from '#modules/buying/index.ts'
import { TAX_PROFILE } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makePurchase, makeSupplier } from '#test/make-purchase.ts'
import { makeSale, makeStockedProduct } from '#test/make-sale.ts'
import { fileReturn, getSalesMeter, getWorksheet, listTaxRows, returnPostings } from './index.ts'
import { dueOn, periodOf, spanOfPeriod, stepPeriod, taxInside, worksheetOf } from './shared.ts'

connectDatabase()

test('two months are a period, due on the 15th of the month after, or on the Monday', () => {
  expect(['2026-01-01', '2026-02-28', '2026-12-31'].map(periodOf)).toEqual([
    '2026-01',
    '2026-01',
    '2026-11',
  ])
  expect(spanOfPeriod('2024-01')).toEqual({ from: '2024-01-01', to: '2024-02-29' })
  expect([stepPeriod('2026-01', -1), stepPeriod('2026-11', 1)]).toEqual(['2025-11', '2027-01'])
  expect([dueOn('2025-11'), dueOn('2026-09')]).toEqual(['2026-01-15', '2026-11-16'])
})

const NOTHING = {
  taxable: [],
  receiptTaxMinor: 0,
  zeroMinor: 0,
  exemptMinor: 0,
  inputNetMinor: 0,
  inputTaxMinor: 0,
  assetNetMinor: 0,
  assetTaxMinor: 0,
  carriedInMinor: 0,
}

describe('what sums make of a return', () => {
  test('tax comes out of the period’s total, and the receipts’ differ by a rounding', () => {
    // Ten receipts of 30, whose tax is 1 each: 300 ÷ 21 is 14.29.
    const taxable = [{ ratePpm: 50_000, totalMinor: 300 }]
    const { form, boxes } = worksheetOf({ ...NOTHING, taxable, receiptTaxMinor: 10 })
    expect(form).toBe('401')
    expect(boxes).toMatchObject({ taxableNet: 286, outputTax: 14, toPay: 14, rounding: 4 })
  })

  test('half a dollar rounds up', () => {
    // 10.5 ÷ 21 × … : of 210 at 5 % tax is 10; 2 × 21 × n + 21 over 42.
    for (let total = 0; total < 2000; total += 1) {
      expect(taxInside(total, 50_000)).toBe(Math.floor((2 * total + 21) / 42))
    }
  })

  test('any exempt sale is a 403, and takes its share of input tax away', () => {
    const taxable = [{ ratePpm: 50_000, totalMinor: 7350 }]
    const sums = {
      ...NOTHING,
      taxable,
      receiptTaxMinor: 350,
      exemptMinor: 3000,
      inputTaxMinor: 201,
    }
    const { form, boxes } = worksheetOf(sums)
    expect(form).toBe('403')
    // 30 % of 201 is 60.3.
    expect(boxes).toMatchObject({ salesNet: 10_000, lostInputTax: 60, allowedInputTax: 141 })
    expect(boxes.toPay).toBe(350 - 141)
  })

  test('whatever the sums are, its entry balances and nothing is both paid and carried on', () => {
    const amount = fc.integer({ min: 0, max: 50_000_000 })
    fc.assert(
      fc.property(
        fc.record({
          taxable: fc.array(
            fc.record({
              ratePpm: fc.constantFrom(50_000, 60_000),
              totalMinor: fc.integer({ min: -1_000_000, max: 50_000_000 }),
            }),
            { maxLength: 2 },
          ),
          receiptTaxMinor: fc.integer({ min: -50_000, max: 2_500_000 }),
          zeroMinor: amount,
          exemptMinor: fc.integer({ min: -1000, max: 5_000_000 }),
          inputNetMinor: amount,
          inputTaxMinor: fc.integer({ min: -1000, max: 2_500_000 }),
          assetNetMinor: amount,
          assetTaxMinor: fc.integer({ min: 0, max: 100_000 }),
          carriedInMinor: amount,
        }),
        (sums) => {
          const { boxes } = worksheetOf(sums)
          const sum = returnPostings(boxes).reduce((total, each) => total + each.amountMinor, 0)
          expect(sum).toBe(0)
          expect(Math.min(boxes.toPay, boxes.carriedOn)).toBe(0)
          expect(boxes.taxableNet + boxes.outputTax).toBe(
            sums.taxable.reduce((total, each) => total + each.totalMinor, 0),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})

async function makeShop({ since = '2026-01-01' } = {}) {
  const shop = await makeTenant()
  const made = await shop.run(async (tx) => {
    const atOpening = new Date(`${since}T00:00:00+08:00`)
    await writeSetting(tx, TAX_PROFILE, { kind: 'invoice_user', taxId: '10458575' }, atOpening)
    return {
      tea: await makeStockedProduct(tx, { priceMinor: 30 }),
      cabbage: await makeStockedProduct(tx, { name: '高麗菜', priceMinor: 50, taxClass: 'exempt' }),
      supplierId: await makeSupplier(tx),
    }
  })
  return { ...shop, ...made }
}
type Shop = Awaited<ReturnType<typeof makeShop>>

const sell = (
  shop: Shop,
  day: string,
  product = shop.tea,
  quantityMilli = 1000,
  taxRatePpm = 50_000,
) =>
  shop.run((tx) =>
    makeSale(tx, { soldAt: `${day}T03:00:00Z`, lines: [{ product, quantityMilli }], taxRatePpm }),
  )

const buy = (shop: Shop, receivedOn: string, amount: string, invoiceNo: string) =>
  shop.run((tx) =>
    purchases.recordPurchase(
      tx,
      makePurchase(
        shop.supplierId,
        [{ productId: shop.tea.id, unit: 'can', quantity: '10', amount }],
        {
          receivedOn,
          voucher: 'invoice',
          invoiceNo,
        },
      ),
    ),
  )

/** A little fridge that was paid in cash, with its invoice. */
const payFridge = (shop: Shop, day: string) =>
  shop.run((tx) =>
    money.recordMoney(tx, {
      id: newId(),
      direction: 'paid',
      day,
      amountMinor: 42,
      purposeCode: '1501',
      moneyCode: '1101',
      feeMinor: 0,
      note: '小冰箱',
      invoice: {
        invoiceNo: 'AB10000009',
        sellerTaxId: '10458575',
        taxMinor: 2,
        isDeductible: true,
      },
    }),
  )

const balanceOf = async (tx: Tx, code: string) =>
  (await getTrialBalance(tx, '2199-12-31')).accounts.find((each) => each.code === code)
    ?.balanceMinor ?? 0

test('every box is the sum of its rows, and filing moves tax to what is owed and closes the books', async () => {
  const shop = await makeShop()
  for (let n = 0; n < 10; n += 1) await sell(shop, `2026-05-${10 + n}`)
  await sell(shop, '2026-07-01')
  await buy(shop, '2026-06-03', '105', 'AB10000001')
  await payFridge(shop, '2026-06-05')
  const sheet = await shop.read((tx) => getWorksheet(tx, '2026-05'))
  expect(sheet).toMatchObject({
    form: '401',
    dueOn: '2026-07-15',
    counts: { taxable: 10, input: 2 },
    unexplained: { outputMinor: 0, inputMinor: 0 },
    boxes: {
      taxableNet: 286,
      outputTax: 14,
      inputNet: 100,
      inputTax: 5,
      assetNet: 40,
      assetTax: 2,
      allowedInputTax: 7,
      toPay: 7,
      rounding: 4,
    },
  })
  const rows = await shop.read((tx) => listTaxRows(tx, '2026-05'))
  expect(rows.taxable.reduce((sum, row) => sum + row.totalMinor, 0)).toBe(300)
  expect(rows.input).toMatchObject([
    { kind: 'bill', invoiceNo: 'AB10000001', netMinor: 100, taxMinor: 5 },
    { kind: 'slip', invoiceNo: 'AB10000009', netMinor: 40, taxMinor: 2, use: 'fixed_asset' },
  ])

  const toFile = { id: newId(), period: '2026-05', shown: { toPay: 7, carriedOn: 0 } }
  const wrong = { ...toFile, id: newId(), shown: { toPay: 8, carriedOn: 0 } }
  await expect(shop.run((tx) => fileReturn(tx, wrong))).rejects.toMatchObject({
    code: 'tax.changed_meanwhile',
  })
  const press = () => shop.run((tx) => fileReturn(tx, toFile))
  await Promise.all([press(), press()])
  await expect(shop.run((tx) => fileReturn(tx, { ...toFile, id: newId() }))).rejects.toMatchObject({
    code: 'tax.filed_before',
  })
  await shop.read(async (tx) => {
    expect(await balanceOf(tx, '2205')).toBe(-7)
    expect(await balanceOf(tx, '1268')).toBe(0)
    // The sale of July is still to be filed.
    expect(await balanceOf(tx, '2204')).toBe(-1)
    expect((await getLocks(tx)).hardThrough).toBe('2026-06-30')
    expect((await getWorksheet(tx, '2026-05')).filed).toMatchObject({ form: '401' })
  })
})

test('what was bought for more than was sold is carried on, and a late sale stands in the next period', async () => {
  const shop = await makeShop()
  await sell(shop, '2026-03-10')
  await buy(shop, '2026-03-03', '1050', 'AB10000002')
  const file = (period: string, toPay: number, carriedOn: number) =>
    shop.run((tx) => fileReturn(tx, { id: newId(), period, shown: { toPay, carriedOn } }))
  await file('2026-03', 0, 49)
  await sell(shop, '2026-04-20')
  const next = await shop.read((tx) => getWorksheet(tx, '2026-05'))
  expect(next.boxes).toMatchObject({ taxableNet: 29, outputTax: 1, carriedIn: 49, carriedOn: 48 })
  await file('2026-05', 0, 48)
  await expect(file('2026-01', 0, 0)).rejects.toMatchObject({ code: 'tax.later_filed' })
  await expect(file(periodOf(new Date().toISOString()), 0, 0)).rejects.toMatchObject({
    code: 'tax.period_runs',
  })
  expect(await shop.read((tx) => balanceOf(tx, '1269'))).toBe(48)
})

test('exempt goods make it a 403; what was sold before the shop gave invoices stands on no return', async () => {
  const shop = await makeShop({ since: '2026-06-01' })
  await sell(shop, '2026-05-10', shop.tea, 1000, 0)
  await sell(shop, '2026-05-11', shop.cabbage)
  expect((await shop.read((tx) => getWorksheet(tx, '2026-05'))).counts).toMatchObject({
    taxable: 0,
    exempt: 0,
  })
  await sell(shop, '2026-06-10', shop.cabbage, 2000)
  expect(await shop.read((tx) => getWorksheet(tx, '2026-05'))).toMatchObject({
    form: '403',
    boxes: { exempt: 100, salesNet: 100, outputTax: 0 },
  })
})

test('a period that is none, to come, or before the books is not there', async () => {
  const shop = await makeShop()
  await sell(shop, '2026-05-10')
  for (const period of ['2026-02', '2199-01', '1999-01', 'x', '2026-13']) {
    await expect(shop.read((tx) => getWorksheet(tx, period))).rejects.toMatchObject({
      code: 'tax.unknown_period',
    })
  }
})

test('sales by month stand beside the mark that the shop should watch', async () => {
  const shop = await makeTenant()
  const meter = await shop.run(async (tx) => {
    const product = await makeStockedProduct(tx, { priceMinor: 210_000, costMinor: 0 })
    const now = new Date()
    const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15))
    await makeSale(tx, { soldAt: lastMonth.toISOString(), lines: [{ product }], taxRatePpm: 0 })
    return getSalesMeter(tx)
  })
  expect(meter.months).toHaveLength(12)
  expect(meter.averageMinor).toBe(35_000)
  expect(meter.mark).toMatchObject({ code: 'invoices_from', amountMinor: 200_000 })
  expect(meter.standing).toBe('below')
})
