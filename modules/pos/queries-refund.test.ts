import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { sketchRefund } from '#test/make-refund.ts'
import {
  getDay,
  getTillSale,
  ingestEvents,
  listRefunds,
  listRefundsOf,
  sumRefunds,
} from './index.ts'
import { SaleCompletedBody } from './shared.ts'

connectDatabase()

test('what comes back on a later day is that day’s, and the sale tells of it', async () => {
  const shop = await makeTenant()
  const till = new MadeTill()
  const now = new Date('2026-11-24T08:00:00Z')
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    return makeProduct(tx, { priceMinor: 25, costMinor: 15, stockMilli: 10_000 })
  })
  const sale = till.quickSale({
    cashierId: shop.userId,
    soldAt: '2026-11-23T03:00:00.000Z',
    lines: [{ productId, unitPriceMinor: 25, quantityMilli: 2000 }],
  })
  const body = SaleCompletedBody.parse(sale.body)
  const refund = sketchRefund(body, {
    quantities: { 0: 1000 },
    change: { refundedAt: '2026-11-24T03:00:00.000Z' },
  })
  await shop.run((tx) =>
    ingestEvents(tx, till.batch(sale, till.write('sale.refunded', { ...refund })), { now }),
  )
  await shop.read(async (tx) => {
    expect(await getDay(tx, '2026-11-23', now)).toMatchObject({
      totalMinor: 50,
      marginMinor: 20,
      returns: { refundCount: 0, totalMinor: 0 },
    })
    expect(await getDay(tx, '2026-11-24', now)).toMatchObject({
      totalMinor: 0,
      marginMinor: -10,
      returns: { refundCount: 1, totalMinor: 25, costMinor: 15 },
    })
    expect(await sumRefunds(tx, '2026-11-01', '2026-11-30')).toMatchObject({ totalMinor: 25 })
    expect(await listRefunds(tx, '2026-11-23', '2026-11-23')).toEqual([])
    expect(await listRefundsOf(tx, body.saleId)).toMatchObject([
      {
        saleReceiptNo: body.receiptNo,
        lines: [{ name: '冬瓜茶', quantityMilli: 1000, isRestocked: true }],
        payments: [{ tender: 'cash', amountMinor: 25 }],
      },
    ])
    expect(await getTillSale(tx, { receiptNo: body.receiptNo })).toMatchObject({
      saleId: body.saleId,
      lines: [{ quantityMilli: 2000, isCounted: true, returned: { quantityMilli: 1000 } }],
    })
    await expect(getTillSale(tx, { receiptNo: 'nobody' })).rejects.toThrow('pos.unknown_sale')
  })
})
