import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { makeSale, makeStockedProduct } from '#test/make-sale.ts'
import { changeReceiptLink } from './change-receipt-link.ts'
import { getReceipt } from './get-receipt.ts'
import { findReceiptLink, openReceiptLink } from './open-receipt-link.ts'
import { isSigned, type ReceiptLink, readReceiptToken, receiptUrl } from './shared.ts'

connectDatabase()

const ORIGIN = 'https://till.example'
const SOLD_AT = '2026-11-23T03:10:00Z'
const DAY_MS = 86_400_000

const turn = (shop: MadeTenant, isOn: boolean) =>
  shop.run((tx) => changeReceiptLink(tx, { isOn, origin: ORIGIN }))

const tokenOf = (url: string) => url.slice(`${ORIGIN}/r/`.length)

/** A shop with a sale and the token on its receipt. */
async function makeLinkedSale() {
  const shop = await makeTenant()
  await turn(shop, true)
  const { id } = await shop.run(async (tx) =>
    makeSale(tx, { soldAt: SOLD_AT, lines: [{ product: await makeStockedProduct(tx) }] }),
  )
  const { link } = await shop.read((tx) => getReceipt(tx, id))
  if (!link) throw new Error('no link')
  return { shop, saleId: id, link, token: await sign(link, shop.tenantId, id) }
}

const sign = async (link: ReceiptLink, tenantId: string, saleId: string, from = SOLD_AT) =>
  tokenOf(await receiptUrl(link, { tenantId, saleId, from: new Date(from) }))

const soon = new Date(Date.parse(SOLD_AT) + DAY_MS)

test('whoever holds the code reads the receipt, until the link has run out', async () => {
  const { shop, saleId, token } = await makeLinkedSale()
  expect(token).toHaveLength(62)
  const opened = await openReceiptLink(token, soon)
  expect(opened).toMatchObject({
    state: 'open',
    refundedMinor: 0,
    receipt: { sale: { id: saleId } },
  })

  const last = new Date('2027-02-21T23:59:59Z')
  expect((await openReceiptLink(token, last)).state).toBe('open')
  expect((await openReceiptLink(token, new Date(last.getTime() + 1000))).state).toBe('expired')
  expect(await shop.read(findReceiptLink)).toEqual({ origin: ORIGIN, days: 90 })
})

test('a token that anybody changed, in any place, opens nothing', async () => {
  const { token } = await makeLinkedSale()
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (let at = 0; at < token.length; at += 1) {
    // The last letter carries two bits of the last byte; a letter sixteen away changes them.
    const other = letters[(letters.indexOf(token.charAt(at)) + 16) % 64]
    const changed = token.slice(0, at) + other + token.slice(at + 1)
    expect([at, (await openReceiptLink(changed, soon)).state]).toEqual([at, 'unknown'])
  }
  for (const none of ['', 'x', `${token}A`, token.slice(1), '../../etc', '%00'.repeat(20)]) {
    expect(await openReceiptLink(none, soon)).toEqual({ state: 'unknown' })
  }
})

test('no shop opens a sale of another, whatever it signs', async () => {
  const mine = await makeLinkedSale()
  const theirs = await makeLinkedSale()
  // My key, their shop: their shop did not sign it.
  const forged = await sign(mine.link, theirs.shop.tenantId, theirs.saleId)
  expect(await openReceiptLink(forged, soon)).toEqual({ state: 'unknown' })
  // My key, my shop, their sale: it is not in my shop.
  const lost = await sign(mine.link, mine.shop.tenantId, theirs.saleId)
  expect(await openReceiptLink(lost, soon)).toEqual({ state: 'not_yet' })
})

test('a sale that is still on its till is waited for', async () => {
  const { shop, link } = await makeLinkedSale()
  const token = await sign(link, shop.tenantId, newId())
  expect(await openReceiptLink(token, soon)).toEqual({ state: 'not_yet' })
})

test('turning links off ends them all, and turning them on again brings none back', async () => {
  const { shop, saleId, token } = await makeLinkedSale()
  await turn(shop, true)
  expect((await openReceiptLink(token, soon)).state).toBe('open')
  await turn(shop, false)
  expect(await openReceiptLink(token, soon)).toEqual({ state: 'unknown' })
  expect((await shop.read((tx) => getReceipt(tx, saleId))).link).toBeNull()
  await turn(shop, true)
  expect(await openReceiptLink(token, soon)).toEqual({ state: 'unknown' })
})

test('a token says what was put into it', async () => {
  const link = { origin: ORIGIN, key: 'B'.repeat(43), days: 1 }
  const about = { tenantId: newId(), saleId: newId(), from: new Date(SOLD_AT) }
  const said = readReceiptToken(tokenOf(await receiptUrl(link, about)))
  if (!said) throw new Error('no token')
  expect(said).toMatchObject({ tenantId: about.tenantId, saleId: about.saleId })
  expect(said.expiresAt).toEqual(new Date('2026-11-25T00:00:00Z'))
  expect(await isSigned(said, link.key)).toBe(true)
  expect(await isSigned(said, `C${'B'.repeat(42)}`)).toBe(false)
})
