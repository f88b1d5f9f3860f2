import { expect, test } from 'vitest'
import { deliver } from '#app/events.ts'
import { newId } from '#modules/kernel/ids.ts'
import { getMail, listMailsAbout } from '#modules/mail/index.ts'
import { changeReceiptLink, ingestEvents } from '#modules/pos/index.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'

connectDatabase()

async function makeAskingTill() {
  const shop = await makeTenant({ name: '阿美雜貨店' })
  const till = new MadeTill()
  const sale = await shop.run(async (tx) => {
    await till.register(tx)
    const productId = await makeProduct(tx, { stockMilli: 10_000, costMinor: 10 })
    return till.quickSale({ cashierId: shop.userId, lines: [{ productId, unitPriceMinor: 25 }] })
  })
  const saleId = String(sale.body.saleId)
  const ask = (personal: { customerEmail?: string }, about = saleId) => {
    const mailId = newId()
    const body = {
      mailId,
      saleId: about,
      askedAt: new Date().toISOString(),
      cashierId: shop.userId,
    }
    return { mailId, event: till.write('receipt.mailed', body, new Date(), personal) }
  }
  const send = (...events: ReturnType<typeof ask>['event'][]) =>
    shop.run((tx) => ingestEvents(tx, till.batch(...events)))
  return { shop, sale, saleId, ask, send }
}

test('a till asks for a letter, and the customer gets their receipt with its link, once', async () => {
  const { shop, sale, saleId, ask, send } = await makeAskingTill()
  await shop.run((tx) => changeReceiptLink(tx, { isOn: true, origin: 'https://till.example' }))
  const { mailId, event } = ask({ customerEmail: 'lin@mail.example' })
  const reply = await send(sale, event)
  expect(reply.results.map(({ disposition }) => disposition)).toEqual(['posted', 'posted'])

  const payload = { mailId, saleId, toAddress: 'lin@mail.example' }
  const envelope = {
    id: newId(),
    event: 'pos.receipt_mail_asked',
    tenantId: shop.tenantId,
    userId: null,
    payload,
  }
  await deliver(envelope, { printerHosts: [], mailer: undefined })
  await deliver(envelope, { printerHosts: [], mailer: undefined })
  const mails = await shop.read((tx) => listMailsAbout(tx, 'sale', saleId))
  expect(mails).toMatchObject([{ id: mailId, toAddress: 'lin@mail.example', status: 'queued' }])
  const mail = await shop.read((tx) => getMail(tx, mailId))
  expect(mail).toMatchObject({ hasAttachment: true, attachmentName: 'receipt.pdf' })
  expect(mail.subject).toContain('阿美雜貨店')
  expect(mail.body).toContain('NT$25')
  expect(mail.body).toMatch(/https:\/\/till\.example\/r\/[\w-]{62}/)
  expect(mail.body).toContain('165')
})

test('an address that was forgotten gets nothing, and an unknown sale waits for a person', async () => {
  const { sale, ask, send } = await makeAskingTill()
  const reply = await send(
    sale,
    ask({}).event,
    ask({ customerEmail: 'a@b.example' }, newId()).event,
  )
  expect(reply.results.map(({ disposition, reasons }) => [disposition, ...reasons])).toEqual([
    ['posted'],
    ['posted'],
    ['quarantined', 'unknown_sale'],
  ])
})
