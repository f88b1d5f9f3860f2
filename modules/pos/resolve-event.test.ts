import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { sketchRefund } from '#test/make-refund.ts'
import {
  type Decision,
  getShopClock,
  getSubject,
  ingestEvents,
  listNeedsHelp,
  resolveEvent,
} from './index.ts'
import { SaleCompletedBody, type TillEvent } from './shared.ts'

connectDatabase()

async function makeShop() {
  const shop = await makeTenant()
  const till = new MadeTill()
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    return makeProduct(tx, { priceMinor: 25, costMinor: 15, stockMilli: 10_000 })
  })
  const sale = (id = productId, quantityMilli = 2000) =>
    till.quickSale({
      cashierId: shop.userId,
      lines: [{ productId: id, unitPriceMinor: 25, quantityMilli }],
    })
  const send = (...events: TillEvent[]) => shop.run((tx) => ingestEvents(tx, till.batch(...events)))
  const decide = (decision: Decision) => shop.run((tx) => resolveEvent(tx, decision))
  const open = async (showsAll = false) =>
    shop.read(async (tx) => {
      const { timeZone } = await getShopClock(tx)
      return (await listNeedsHelp(tx, timeZone, { showsAll })).rows
    })
  const sales = () => shop.read((tx) => tx.selectFrom('sale').select('totalMinor').execute())
  return { shop, till, productId, sale, send, decide, open, sales }
}

test('a sale of goods the shop does not have is booked as goods it has, once', async () => {
  const { shop, productId, sale, send, decide, open, sales } = await makeShop()
  const strange = newId()
  const event = sale(strange)
  await send(event)
  const subjectId = event.eventId
  expect((await shop.read((tx) => getSubject(tx, subjectId))).plan).toMatchObject({
    kind: 'unknown_products',
    products: [{ productId: strange }],
  })
  await expect(decide({ subjectId, action: 'book' })).rejects.toThrow('pos.cannot_be_booked')
  expect(await sales()).toEqual([])
  const replacements = new Map([[strange, productId]])
  const twice = await Promise.all(
    [1, 2].map(() => decide({ subjectId, action: 'book', replacements })),
  )
  expect(twice).toEqual(['booked', 'booked'])
  expect(await sales()).toEqual([{ totalMinor: 50 }])
  expect(await open()).toEqual([])
  expect(await open(true)).toMatchObject([{ id: subjectId, resolution: 'booked' }])
  expect(await shop.read(trialBalance)).toBe(0)
})

test('what a revoked till sent is booked as it is, or set aside with a word', async () => {
  const { shop, till, sale, send, decide, open, sales } = await makeShop()
  await shop.run((tx) =>
    tx.updateTable('till').set({ revokedAt: new Date() }).where('id', '=', till.tillId).execute(),
  )
  const [wanted, unwanted] = [sale(), sale()]
  await send(wanted, unwanted)
  expect(await open()).toHaveLength(2)
  expect(await decide({ subjectId: wanted.eventId, action: 'book' })).toBe('booked')
  await decide({ subjectId: unwanted.eventId, action: 'set_aside', note: '試按的' })
  expect(await decide({ subjectId: unwanted.eventId, action: 'book' })).toBe('set_aside')
  expect(await sales()).toEqual([{ totalMinor: 50 }])
  expect(await open()).toEqual([])
  const actions = await shop.read((tx) =>
    tx
      .selectFrom('auditLog')
      .select('action')
      .where('targetType', '=', 'till_event')
      .orderBy('at')
      .execute(),
  )
  expect(actions.map((row) => row.action)).toEqual(['pos.event_booked', 'pos.event_set_aside'])
})

test('of a refund of too much as much is booked as the sale can give back', async () => {
  const { shop, till, sale, send, decide } = await makeShop()
  const sold = sale()
  const body = SaleCompletedBody.parse(sold.body)
  const one = till.write('sale.refunded', { ...sketchRefund(body, { quantities: { 0: 1000 } }) })
  const both = till.write('sale.refunded', { ...sketchRefund(body) })
  await send(sold, one, both)
  const subjectId = both.eventId
  expect((await shop.read((tx) => getSubject(tx, subjectId))).plan).toEqual({
    kind: 'refund',
    bookMinor: 25,
    lostMinor: 25,
  })
  expect(await decide({ subjectId, action: 'book' })).toBe('booked')
  await shop.read(async (tx) => {
    const refunds = await tx.selectFrom('saleRefund').select('totalMinor').execute()
    expect(refunds).toEqual([{ totalMinor: 25 }, { totalMinor: 25 }])
    expect(await trialBalance(tx)).toBe(0)
  })
  const third = till.write('sale.refunded', { ...sketchRefund(body) })
  await send(third)
  await expect(decide({ subjectId: third.eventId, action: 'book' })).rejects.toThrow(
    'pos.cannot_be_booked',
  )
})

test('what is booked with a question is seen, and only that', async () => {
  const { sale, send, decide, open, productId } = await makeShop()
  const event = sale(productId, 20_000)
  await send(event)
  const subjectId = event.eventId
  expect(await open()).toMatchObject([{ reasons: ['stock_negative'], resolution: null }])
  await expect(decide({ subjectId, action: 'book' })).rejects.toThrow('pos.does_not_fit')
  expect(await decide({ subjectId, action: 'seen' })).toBe('seen')
  expect(await open()).toEqual([])
  await expect(decide({ subjectId: newId(), action: 'seen' })).rejects.toThrow(
    'pos.unknown_subject',
  )
})

test('another sale at a taken place is booked when somebody says that it happened', async () => {
  const { shop, till, sale, send, decide, open, sales, productId } = await makeShop()
  await send(sale())
  const rival = new MadeTill()
  const strangeId = newId()
  const fork = { ...sale(strangeId), seq: 1 }
  await shop.run((tx) => ingestEvents(tx, { ...rival.batch(fork), ...idsOf(till) }))
  const [row] = await open()
  expect(row?.kind).toBe('fork')
  const subjectId = row?.id ?? ''
  await expect(decide({ subjectId, action: 'book' })).rejects.toThrow('pos.cannot_be_booked')
  const replacements = new Map([[strangeId, productId]])
  expect(await decide({ subjectId, action: 'book', replacements })).toBe('booked')
  expect(await sales()).toHaveLength(2)
})

const idsOf = ({ tillId, journalId }: MadeTill) => ({ tillId, journalId })
