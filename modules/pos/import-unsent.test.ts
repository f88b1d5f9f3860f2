import { expect, test } from 'vitest'
import type { StoredEvent } from '#app/offline/disk.ts'
import { sealCodes, sealFile } from '#app/till/seal-unsent.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { importUnsent, ingestEvents } from './index.ts'
import { readBoxLines, type TillEvent } from './shared.ts'
import { findExportKey } from './unsent-box.ts'

connectDatabase()

async function makeShop() {
  const shop = await makeTenant()
  const till = new MadeTill()
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    return makeProduct(tx, { priceMinor: 25, stockMilli: 100_000 })
  })
  const sale = () =>
    till.quickSale({ cashierId: shop.userId, lines: [{ productId, unitPriceMinor: 25 }] })
  const stored = (event: TillEvent): StoredEvent => {
    const { personal, ...rest } = event
    return {
      ...rest,
      ...(personal && { personal }),
      journalId: till.journalId,
      monoMs: 0,
      bootId: '',
      ack: null,
    }
  }
  const exportKey = await shop.read(findExportKey)
  const load = (text: string) => shop.run((tx) => importUnsent(tx, text))
  const countSales = () =>
    shop.read(async (tx) => (await tx.selectFrom('sale').select('id').execute()).length)
  return { shop, till, sale, stored, exportKey, load, countSales }
}

test('a file is booked once, whatever else of it arrives by the network', async () => {
  const { shop, till, sale, stored, exportKey, load, countSales } = await makeShop()
  const events = [sale(), sale(), sale()]
  const [first] = events
  if (first) await shop.run((tx) => ingestEvents(tx, till.batch(first)))
  const file = await sealFile(till.tillId, events.map(stored), exportKey)
  expect(file).not.toContain('receiptNo')

  const loaded = await load(file)
  expect(loaded.events.map((each) => each.disposition)).toEqual(['duplicate', 'posted', 'posted'])
  expect(loaded.events[1]).toMatchObject({ type: 'sale.completed', amountMinor: 25 })
  const again = await load(file)
  expect(again.events.map((each) => each.disposition)).toEqual(Array(3).fill('duplicate'))
  const late = await shop.run((tx) => ingestEvents(tx, till.batch(...events)))
  expect(late.results.map((each) => each.disposition)).toEqual(Array(3).fill('duplicate'))
  expect(await countSales()).toBe(3)
  expect(await shop.read(trialBalance)).toBe(0)
})

test('codes are read in any order and twice; a lost one is named and holds nobody up', async () => {
  const { till, sale, stored, exportKey, load, countSales } = await makeShop()
  const events = Array.from({ length: 12 }, sale)
  const codes = await sealCodes(till.tillId, events.map(stored), exportKey)
  expect(codes.length).toBeGreaterThan(2)
  for (const { line } of codes) expect(line.length).toBeLessThan(1_400)
  const [lost, ...kept] = codes
  const lines = [...kept, ...kept].reverse().map((code) => code.line)
  const loaded = await load(`${lines.join('\r\n')}\nscanned by mistake\n`)
  expect(loaded.strange).toBe(1)
  expect(await countSales()).toBe(12 - (lost?.events.length ?? 0))
  await load(lost?.line ?? '')
  expect(await countSales()).toBe(12)
})

test('a sale that is too long for one code takes several, and says which is missing', async () => {
  const { till, sale, stored, exportKey, load, countSales } = await makeShop()
  const long = sale()
  const letters = Array.from({ length: 199 }, (_, index) => String.fromCharCode(0x4e00 + index * 7))
  const event = till.write('sale.completed', {
    ...long.body,
    lines: [{ ...(long.body.lines as object[])[0], name: letters.join('').repeat(1) }],
  })
  const codes = await sealCodes(till.tillId, [stored(event)], exportKey)
  const short = codes.slice(1).map((code) => code.line)
  const { incomplete } = await load(short.join('\n'))
  expect(incomplete).toMatchObject([{ missing: [1] }])
  expect(await countSales()).toBe(0)
  await load(codes.map((code) => code.line).join('\n'))
  expect(await countSales()).toBe(1)
})

test("another shop's file can't be opened, and a till of nobody is not taken in", async () => {
  const [mine, theirs] = [await makeShop(), await makeShop()]
  const foreign = await sealFile(
    theirs.till.tillId,
    [theirs.stored(theirs.sale())],
    theirs.exportKey,
  )
  expect(await mine.load(foreign)).toMatchObject({ unopened: 1, events: [] })
  const forged = await sealFile(theirs.till.tillId, [theirs.stored(theirs.sale())], mine.exportKey)
  expect(await mine.load(forged)).toMatchObject({ foreign: 1, events: [] })
  expect(await mine.countSales()).toBe(0)
})

test('what is none of ours is refused, and what was cut is not opened', async () => {
  const { till, sale, stored, exportKey, load } = await makeShop()
  await expect(load('品名,價錢\n')).rejects.toMatchObject({ code: 'pos.nothing_to_import' })
  const file = await sealFile(till.tillId, [stored(sale())], exportKey)
  for (const cut of [
    file.slice(0, -40),
    file.slice(0, 30),
    `${file.slice(0, 90)}AAAA${file.slice(94)}`,
  ]) {
    expect(await load(cut)).toMatchObject({ unopened: 1, events: [] })
  }
})

test('lines of boxes are put together by their numbers', () => {
  const read = readBoxLines(
    'TILLAGE1 a 2/2 BB\n tillage1 a 1/2 AA \nTILLAGE1 b 0/1 AA\nTILLAGE1 b 3/2 AA',
  )
  expect(read.boxes).toEqual([Uint8Array.from([0, 0, 65])])
  expect(read.strange).toBe(2)
})
