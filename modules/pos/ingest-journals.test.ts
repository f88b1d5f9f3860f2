import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { ingestEvents, ingestRaw, JournalWriter } from './index.ts'
import type { TillEvent, TillEventBatch } from './shared.ts'

connectDatabase()

async function makeShop() {
  const shop = await makeTenant()
  const till = new MadeTill()
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    return makeProduct(tx, { priceMinor: 25, stockMilli: 100_000 })
  })
  const sale = (writer = till) =>
    writer.quickSale({ cashierId: shop.userId, lines: [{ productId, unitPriceMinor: 25 }] })
  const send = (batch: TillEventBatch) => shop.run((tx) => ingestEvents(tx, batch))
  const countSales = () =>
    shop.read(async (tx) => (await tx.selectFrom('sale').select('id').execute()).length)
  const standing = () =>
    shop.read((tx) =>
      tx.selectFrom('till').select(['unsentCount', 'unsentMinor']).executeTakeFirstOrThrow(),
    )
  return { shop, till, productId, sale, send, countSales, standing }
}

const dispositions = (reply: { results: { disposition: string; reasons: string[] }[] }) =>
  reply.results.map((each) => [each.disposition, ...each.reasons].join(':'))

/** The same device after it began a new journal by itself. */
const renewed = (till: MadeTill, events: TillEvent[], next: JournalWriter): TillEventBatch => ({
  ...next.batch(...events),
  tillId: till.tillId,
})

test('a new journal of a known till is taken up by itself, beside the old one', async () => {
  const { shop, till, sale, send, countSales } = await makeShop()
  await send(till.batch(sale()))
  const next = new MadeTill()
  const report = next.write('device.reported', {
    reportId: newId(),
    kind: 'journal_recovered',
    reportedAt: new Date().toISOString(),
    detail: { formerJournalId: till.journalId, lastSeq: 2, why: 'fork' },
  })
  const reply = await send(renewed(till, [report, sale(next)], next))
  expect(dispositions(reply)).toEqual(['posted_flagged:device_journal_recovered', 'posted'])
  expect(reply.ackedSeq).toBe(2)
  // What was still on the device of the old one comes later, under its own name.
  expect(dispositions(await send(till.batch(sale())))).toEqual(['posted'])
  expect(await countSales()).toBe(3)
  expect(await shop.read(trialBalance)).toBe(0)
})

test('the first batches of a new journal at the same time are booked once', async () => {
  const { till, sale, send, countSales } = await makeShop()
  const next = new MadeTill()
  const batch = renewed(till, [sale(next)], next)
  const replies = await Promise.all(Array.from({ length: 8 }, () => send(batch)))
  expect(replies.flatMap(dispositions).sort()).toEqual([...Array(7).fill('duplicate'), 'posted'])
  expect(await countSales()).toBe(1)
})

test('a journal of a till that nobody registered is refused', async () => {
  const { send } = await makeShop()
  const stranger = new JournalWriter()
  await expect(send(stranger.batch())).rejects.toMatchObject({ code: 'pos.unknown_till' })
})

test('what a device has lost is not waited for, and is taken when it turns up after all', async () => {
  const { till, sale, send, countSales } = await makeShop()
  const [first, lost, third] = [sale(), sale(), sale()]
  await send(till.batch(first))
  expect((await send(till.batch(third))).resendFrom).toBe(2)
  const reply = await send({ ...till.batch(third), hole: { fromSeq: 2, toSeq: 2 } })
  expect(dispositions(reply)).toEqual(['posted'])
  expect(reply.ackedSeq).toBe(3)
  const late = await send(till.batch(lost))
  expect(dispositions(late)).toEqual(['posted'])
  expect(late.ackedSeq).toBe(3)
  expect(await countSales()).toBe(3)
})

test('a hole further on than the next place moves nothing', async () => {
  const { till, sale, send } = await makeShop()
  sale()
  const reply = await send({ ...till.batch(sale()), hole: { fromSeq: 2, toSeq: 9 } })
  expect(dispositions(reply)).toEqual(['gap'])
  expect(reply.ackedSeq).toBe(0)
})

test('the owner sees what waits on a device once its batch has been answered', async () => {
  const { till, sale, send, standing } = await makeShop()
  const [first, second] = [sale(), sale()]
  await send({ ...till.batch(first), unsent: { count: 2, amountMinor: 50 } })
  expect(await standing()).toEqual({ unsentCount: 1, unsentMinor: 25 })
  // An older till says nothing of it, and what was known stays.
  await send(till.batch())
  expect(await standing()).toEqual({ unsentCount: 1, unsentMinor: 25 })
  await send({ ...till.batch(second), unsent: { count: 1, amountMinor: 25 } })
  expect(await standing()).toEqual({ unsentCount: 0, unsentMinor: 0 })
})

test('bytes that could not be read take their place, wait for a person, and hold nobody up', async () => {
  const { shop, till, sale, send, countSales } = await makeShop()
  const [poison, next] = [sale(), sale()]
  const raw = {
    tillId: till.tillId,
    journalId: till.journalId,
    seq: poison.seq,
    eventId: poison.eventId,
    bytes: new TextEncoder().encode('{"not": an entry'),
  }
  const hand = () => shop.run((tx) => ingestRaw(tx, raw))
  expect(dispositions(await hand())).toEqual(['quarantined:unreadable'])
  expect(dispositions(await hand())).toEqual(['duplicate'])
  expect(dispositions(await send(till.batch(next)))).toEqual(['posted'])
  expect(await countSales()).toBe(1)
  const kept = await shop.read((tx) =>
    tx.selectFrom('tillEvent').select('body').where('seq', '=', poison.seq).executeTakeFirst(),
  )
  expect(kept?.body).toEqual({ base64: Buffer.from(raw.bytes).toString('base64') })
})

test('bytes with a nonsense place are kept all the same, but only of a till of this shop', async () => {
  const { shop, till } = await makeShop()
  const raw = {
    tillId: till.tillId,
    journalId: 'x',
    seq: -1,
    eventId: '',
    bytes: new Uint8Array(3),
  }
  const kept = await shop.run((tx) => ingestRaw(tx, raw))
  expect(dispositions(kept)).toEqual(['quarantined:unreadable'])
  const other = shop.run((tx) => ingestRaw(tx, { ...raw, tillId: 'x' }))
  await expect(other).rejects.toMatchObject({ code: 'pos.unknown_till' })
})
