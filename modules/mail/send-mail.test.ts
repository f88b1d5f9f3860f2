import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import {
  getAttachment,
  getMail,
  listMailsAbout,
  queueMail,
  retryMail,
  sendMail,
  smtpMailer,
} from './index.ts'

connectDatabase()

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A mail server that keeps what it is given, or says no with the next of `refusals`. */
async function openMailServer(refusals: { responseCode: number; at: 'rcpt' | 'data' }[] = []) {
  const letters: ParsedMail[] = []
  const refuse = (at: string) => {
    if (refusals[0]?.at !== at) return undefined
    const { responseCode } = refusals.shift() ?? { responseCode: 0 }
    return Object.assign(new Error('mailbox says no'), { responseCode })
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuse('rcpt')),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((letter) => {
        const refusal = refuse('data')
        if (!refusal) letters.push(letter)
        done(refusal)
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  const { port } = server.server.address() as AddressInfo
  return { letters, mailer: smtpMailer(`smtp://127.0.0.1:${port}`, 'receipts@till.example') }
}

async function queueLetter(shop: MadeTenant, change: { toAddress?: string } = {}) {
  const mail = {
    id: newId(),
    toAddress: 'lin@mail.example',
    subject: '阿美雜貨店的收據 一機-0231',
    body: '您好：\n\n收據在附檔裡。',
    attachment: { name: 'receipt.pdf', bytes: Buffer.from('%PDF-1.7 不是真的') },
    sourceType: 'sale',
    sourceId: newId(),
    ...change,
  }
  await shop.run((tx) => queueMail(tx, mail))
  await shop.run((tx) => queueMail(tx, mail))
  return mail
}

test('a letter goes out once, word for word, with its file', async () => {
  const shop = await makeTenant({ name: '阿美雜貨店' })
  const { letters, mailer } = await openMailServer()
  const mail = await queueLetter(shop)
  expect(await sendMail(shop, mail.id, mailer)).toBe('sent')
  expect(await sendMail(shop, mail.id, mailer)).toBeUndefined()

  expect(letters).toHaveLength(1)
  const [letter] = letters
  expect(letter).toMatchObject({
    subject: mail.subject,
    messageId: `<${mail.id}@till.example>`,
    from: { value: [{ name: '阿美雜貨店', address: 'receipts@till.example' }] },
    to: { value: [{ address: 'lin@mail.example' }] },
  })
  expect(letter?.text?.trim()).toBe(mail.body)
  expect(letter?.attachments).toHaveLength(1)
  expect(letter?.attachments[0]).toMatchObject({
    filename: 'receipt.pdf',
    contentType: 'application/pdf',
  })
  expect(letter?.attachments[0]?.content).toEqual(mail.attachment.bytes)

  const [listed] = await shop.read((tx) => listMailsAbout(tx, 'sale', mail.sourceId))
  expect(listed).toMatchObject({ status: 'sent', lastError: null })
  // It can be made again from the sale, and need not lie here twice.
  await expect(shop.read((tx) => getAttachment(tx, mail.id))).rejects.toMatchObject({
    code: 'mail.unknown_mail',
  })
})

test('a mailbox that says no for good is not asked again, until a person says so', async () => {
  const shop = await makeTenant()
  const { letters, mailer } = await openMailServer([{ responseCode: 550, at: 'rcpt' }])
  const { id } = await queueLetter(shop)
  expect(await sendMail(shop, id, mailer)).toBe('failed')
  expect(await shop.read((tx) => getMail(tx, id))).toMatchObject({
    status: 'failed',
    lastError: expect.stringContaining('mailbox says no'),
    hasAttachment: true,
  })
  expect(await sendMail(shop, id, mailer)).toBeUndefined()
  await shop.run((tx) => retryMail(tx, { mailId: id }))
  expect(await sendMail(shop, id, mailer)).toBe('sent')
  expect(letters).toHaveLength(1)
})

test('a server that is busy is asked again, five times, as the same letter', async () => {
  const shop = await makeTenant()
  const busy = { responseCode: 451, at: 'data' as const }
  const { letters, mailer } = await openMailServer([busy, busy])
  const { id } = await queueLetter(shop)
  await expect(sendMail(shop, id, mailer)).rejects.toThrow('took no letter')
  await expect(sendMail(shop, id, mailer)).rejects.toThrow('took no letter')
  expect(await sendMail(shop, id, mailer)).toBe('sent')
  expect(letters.map((letter) => letter.messageId)).toEqual([`<${id}@till.example>`])

  const nobody = smtpMailer('smtp://127.0.0.1:9', 'receipts@till.example')
  const other = await queueLetter(shop)
  for (let tries = 1; tries < 5; tries += 1) {
    await expect(sendMail(shop, other.id, nobody)).rejects.toThrow('took no letter')
  }
  expect(await sendMail(shop, other.id, nobody)).toBe('failed')
})

test('without a mail server the letter stays, to be looked at and sent later', async () => {
  const shop = await makeTenant()
  const mail = await queueLetter(shop)
  expect(await sendMail(shop, mail.id, undefined)).toBe('kept')
  expect(await shop.read((tx) => getMail(tx, mail.id))).toMatchObject({ body: mail.body })
  expect((await shop.read((tx) => getAttachment(tx, mail.id))).bytes).toEqual(mail.attachment.bytes)
  const { letters, mailer } = await openMailServer()
  await shop.run((tx) => retryMail(tx, { mailId: mail.id }))
  expect(await sendMail(shop, mail.id, mailer)).toBe('sent')
  expect(letters).toHaveLength(1)
})

test('no address smuggles in another reader or another line', async () => {
  const shop = await makeTenant()
  const { letters, mailer } = await openMailServer()
  const { id } = await queueLetter(shop, {
    toAddress: 'lin@mail.example\r\nBcc: thief@mail.example',
  })
  await sendMail(shop, id, mailer).catch(() => undefined)
  const readers = letters.flatMap((letter) => [letter.bcc, letter.cc]).filter(Boolean)
  expect(readers).toEqual([])
  const other = await makeTenant()
  await expect(other.read((tx) => getMail(tx, id))).rejects.toMatchObject({
    code: 'mail.unknown_mail',
  })
})
