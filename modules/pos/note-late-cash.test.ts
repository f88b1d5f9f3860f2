import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { ingestEvents } from './index.ts'

connectDatabase()

test('a sale that comes after its shift was closed belongs to that shift, with a line that says so', async () => {
  const shop = await makeTenant()
  const till = new MadeTill()
  const shiftId = newId()
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    const shift = { id: shiftId, tillId: till.tillId, openedAt: new Date() }
    await tx.insertInto('shift').values(shift).execute()
    const close = { closedAt: new Date(), countedMinor: 0, deviceMinor: 0, expectedMinor: 0 }
    await tx
      .insertInto('shiftClose')
      .values({ shiftId, saleCount: 0, ...close })
      .execute()
    return makeProduct(tx, { priceMinor: 25 })
  })
  const sale = (change = {}) =>
    till.quickSale({
      cashierId: shop.userId,
      lines: [{ productId, unitPriceMinor: 25 }],
      change,
    })
  const late = sale({ shiftId })
  const reply = await shop.run((tx) => ingestEvents(tx, till.batch(late, sale())))
  // The product has no stock, which is another reason to look at both.
  expect(reply.results.map((each) => each.reasons)).toEqual([
    ['late_shift', 'stock_negative'],
    ['stock_negative'],
  ])
  await shop.read(async (tx) => {
    const corrections = await tx.selectFrom('shiftCorrection').selectAll().execute()
    expect(corrections).toMatchObject([
      { shiftId, sourceType: 'sale', sourceId: late.body.saleId, cashMinor: 25 },
    ])
    const postings = await tx
      .selectFrom('posting')
      .innerJoin('journalEntry', 'journalEntry.id', 'posting.entryId')
      .select(['kind', 'accountCode', 'amountMinor'])
      .where('kind', '=', 'shift_correction')
      .orderBy('position')
      .execute()
    expect(postings).toEqual([
      { kind: 'shift_correction', accountCode: '1101', amountMinor: -25 },
      { kind: 'shift_correction', accountCode: '7101', amountMinor: 25 },
    ])
    expect(await trialBalance(tx)).toBe(0)
  })
})
