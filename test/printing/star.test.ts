import { createCanvas, loadImage } from '@napi-rs/canvas'
import { scanGrayBuffer } from '@undecaf/zbar-wasm'
import qr from 'qr-image'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { asking, queueDrawerPulse, retryPrintJob } from '#modules/printing/index.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { sampleReceipt } from '#test/sample-receipt.ts'
import {
  makeAskingPrinter,
  type PrintServer,
  paperState,
  printerState,
  queuePaper,
  startPrintServer,
} from './print-server.ts'
import { makeStar } from './star-client.ts'

connectDatabase()

let server: PrintServer
beforeAll(async () => {
  server = await startPrintServer()
})
afterAll(() => server.stop())

async function makeShop(changes: Record<string, unknown> = {}) {
  const shop = await makeTenant()
  const printer = await makeAskingPrinter(shop, server.url, 'star', changes)
  return { shop, printer, star: makeStar(printer) }
}

/** So many seconds pass for the papers that a printer holds. */
const pass = (shop: MadeTenant, seconds: number) =>
  asOwner(
    `update print_job set offered_at = offered_at - $2 * interval '1 second' where tenant_id = $1`,
    [shop.tenantId, seconds],
  )

test('a paper is offered, fetched as a picture, confirmed, and printed', async () => {
  const { shop, printer, star } = await makeShop()
  expect((await star.poll()).told?.whole).toEqual({ jobReady: false })
  const modules = qr
    .matrix('https://shop.example/r/1', 'M')
    .map((row) => [...row].map((module) => (module ? '1' : '0')).join(''))
  const jobId = await queuePaper(shop, printer.printerId, {
    document: { ...sampleReceipt(), codes: [{ modules }] },
    openDrawer: true,
  })

  const { told } = await star.poll()
  expect(told?.whole).toEqual({
    jobReady: true,
    mediaTypes: ['image/png'],
    jobToken: expect.stringMatching(/^[A-Z2-7]{28}$/),
  })
  expect((await paperState(shop, jobId)).status).toBe('queued')
  const paper = await star.fetch(told?.jobToken)
  expect(paper.status).toBe(200)
  expect(Object.fromEntries(paper.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-star-cut': 'partial; feed=true',
    'x-star-cashdrawer': 'start',
    'x-star-imageditherpattern': 'none',
  })
  expect((await paperState(shop, jobId)).status).toBe('offered')
  expect((await star.poll({ printingInProgress: true })).told?.jobReady).toBe(false)
  expect(await star.confirm(told?.jobToken)).toBe(200)
  expect(await paperState(shop, jobId)).toMatchObject({ status: 'printed', resultCode: '200 OK' })
  expect(await readCodes(paper.body)).toEqual(['https://shop.example/r/1'])
  expect((await star.poll()).told?.jobReady).toBe(false)
})

/** What a scanner reads of a picture, by a decoder and a reader that are not ours. */
async function readCodes(png: Buffer): Promise<string[]> {
  const image = await loadImage(png)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const grey = Uint8Array.from({ length: image.width * image.height }, (_, at) => data[at * 4] ?? 0)
  expect(image.width).toBe(384)
  const found = await scanGrayBuffer(grey.buffer, image.width, image.height)
  return found.map((symbol) => symbol.decode())
}

test('fetched again before it is confirmed, it is the same paper; afterwards there is none', async () => {
  const { shop, printer, star } = await makeShop()
  await queuePaper(shop, printer.printerId)
  const next = await queuePaper(shop, printer.printerId)
  const token = (await star.poll()).told?.jobToken
  const [first, second] = [await star.fetch(token), await star.fetch(token)]
  expect(second.body.equals(first.body)).toBe(true)
  await star.confirm(token)
  await star.confirm(token)
  expect((await star.fetch(token)).status).toBe(404)
  expect((await paperState(shop, next)).status).toBe('queued')
})

test('papers come in the order in which they were asked for, one at a time', async () => {
  const { shop, printer, star } = await makeShop()
  const jobs = [
    await queuePaper(shop, printer.printerId),
    await queuePaper(shop, printer.printerId),
  ]
  expect([await star.turn(), await star.turn(), await star.turn()]).toEqual([
    ...jobs.map((id) => asking.jobToken(id, 1)),
    undefined,
  ])
})

test('out of paper in the middle: the paper waits, and comes once there is a new roll', async () => {
  const { shop, printer, star } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const token = (await star.poll()).told?.jobToken
  await star.fetch(token)
  star.status = '410 Out of paper'
  expect((await star.poll()).told?.jobReady).toBe(false)
  expect(await paperState(shop, jobId)).toMatchObject({
    status: 'queued',
    lastError: 'printing.paper_out',
  })
  expect(await printerState(shop, printer.printerId)).toMatchObject({
    paper: 'out',
    statusCode: '410 Out of paper',
  })
  star.status = '200 OK'
  await star.turn()
  expect(star.papers).toHaveLength(1)
  expect((await paperState(shop, jobId)).status).toBe('printed')
  expect((await printerState(shop, printer.printerId)).paper).toBe('ok')
})

test('a lost confirmation leaves a question, which a late one answers', async () => {
  const { shop, printer, star } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const token = (await star.poll()).told?.jobToken
  await star.fetch(token)
  expect((await star.poll()).told?.jobReady).toBe(false)
  expect(await paperState(shop, jobId)).toMatchObject({
    status: 'unknown',
    lastError: 'printing.no_answer',
  })
  await star.confirm(token, '520 Download timeout')
  expect((await paperState(shop, jobId)).status).toBe('unknown')
  await star.confirm(token, '200 OK', 1)
  expect((await paperState(shop, jobId)).status).toBe('printed')
})

test('asked for again by a person, an answer to the first time changes nothing of the second', async () => {
  const { shop, printer, star } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const first = (await star.poll()).told?.jobToken
  await star.fetch(first)
  await star.poll()
  await shop.run((tx) => retryPrintJob(tx, { jobId }))
  const second = (await star.poll()).told?.jobToken
  expect(second).not.toBe(first)
  await star.fetch(second)
  await star.confirm(first, '520')
  expect((await paperState(shop, jobId)).status).toBe('offered')
  await star.confirm(second)
  expect((await paperState(shop, jobId)).status).toBe('printed')
})

test('trouble that is told of late may have come after the paper: a person looks', async () => {
  const { shop, printer, star } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  await star.fetch((await star.poll()).told?.jobToken)
  await pass(shop, 20)
  star.status = '420 Cover open'
  await star.poll()
  expect((await paperState(shop, jobId)).status).toBe('unknown')
  expect((await printerState(shop, printer.printerId)).isCoverOpen).toBe(true)
})

test.each([
  ['200 OK', 'printed'],
  ['OK', 'printed'],
  ['211 Paper low', 'printed'],
  ['520 Download timeout', 'queued'],
  ['510', 'failed'],
  ['511 Decode error', 'failed'],
  ['512', 'failed'],
  ['521 Too large', 'failed'],
  ['999', 'unknown'],
])('confirmed with %s a paper is %s', async (code, status) => {
  const { shop, printer, star } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const token = (await star.poll()).told?.jobToken
  await star.fetch(token)
  await star.confirm(token, code)
  expect((await paperState(shop, jobId)).status).toBe(status)
})

test('a type that we do not have is refused without taking the paper, and then fails', async () => {
  const { shop, printer, star } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const token = (await star.poll()).told?.jobToken
  expect((await star.fetch(token, 'application/vnd.star.line')).status).toBe(415)
  expect((await paperState(shop, jobId)).status).toBe('queued')
  await star.confirm(token, '520')
  expect((await paperState(shop, jobId)).status).toBe('queued')
  await star.confirm(token, '510 Unsupported media')
  expect((await paperState(shop, jobId)).status).toBe('failed')
})

test('old firmware knows no tokens: it gets the next paper and confirms the last one', async () => {
  const { shop, printer } = await makeShop()
  const star = makeStar({ ...printer, isOld: true })
  const jobs = [
    await queuePaper(shop, printer.printerId),
    await queuePaper(shop, printer.printerId),
  ]
  await star.turn()
  expect((await paperState(shop, jobs[0] ?? '')).status).toBe('printed')
  await star.poll()
  const [once, twice] = [await star.fetch(undefined), await star.fetch(undefined)]
  expect(twice.body.equals(once.body)).toBe(true)
  await star.confirm(undefined, 'OK', 0, 'GET')
  expect((await paperState(shop, jobs[1] ?? '')).status).toBe('printed')
  expect((await star.fetch(undefined)).status).toBe(404)
})

test('the drawer opens without a paper', async () => {
  const { shop, printer, star } = await makeShop()
  await shop.run((tx) =>
    queueDrawerPulse(tx, { openId: newId(), openedAt: new Date().toISOString() }),
  )
  await star.turn()
  const [paper] = star.papers
  expect(paper?.headers.get('x-star-cashdrawer')).toBe('start')
  expect(paper?.headers.get('x-star-cut')).toBe('none; feed=false')
  expect(paper?.body.readUInt32BE(20)).toBe(1)
  expect(printer.printerId).not.toBe('')
})

test('what nobody wants any more is not printed', async () => {
  const { shop, printer, star } = await makeShop()
  await queuePaper(shop, printer.printerId, { expiresAt: new Date(Date.now() - 1000) })
  expect((await star.poll()).told?.jobReady).toBe(false)
  expect((await star.fetch(undefined)).status).toBe(404)
})

test('a printer that is not heard of again leaves a question', async () => {
  const { shop, printer, star } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  await star.fetch((await star.poll()).told?.jobToken)
  await shop.run((tx) => asking.giveUpPrintJob(tx, { jobId, offerNo: 2 }))
  expect((await paperState(shop, jobId)).status).toBe('offered')
  await shop.run((tx) => asking.giveUpPrintJob(tx, { jobId, offerNo: 1 }))
  expect((await paperState(shop, jobId)).status).toBe('unknown')
})

test('what can not be read goes to the printer that stands in for it', async () => {
  const shop = await makeTenant()
  const other = await makeAskingPrinter(shop, server.url, 'star')
  const printer = await makeAskingPrinter(shop, server.url, 'star', { fallbackId: other.printerId })
  const [star, standIn] = [makeStar(printer), makeStar(other)]
  const jobId = await queuePaper(shop, printer.printerId)
  const token = (await star.poll()).told?.jobToken
  await star.fetch(token)
  await star.confirm(token, '511')
  await star.confirm(token, '511')
  expect(await paperState(shop, jobId)).toMatchObject({
    status: 'queued',
    printerId: other.printerId,
  })
  await standIn.turn()
  expect(standIn.papers).toHaveLength(1)
  expect((await paperState(shop, jobId)).status).toBe('printed')
})

test('who may ask: the address, the password and the machine that was heard first', async () => {
  const { shop, printer, star } = await makeShop()
  await queuePaper(shop, printer.printerId)
  await star.poll()
  expect((await printerState(shop, printer.printerId)).deviceName).toBe('00:11:62:06:04:ff')
  const stranger = makeStar({ ...printer, mac: '00:11:62:00:00:01' })
  expect((await stranger.poll()).status).toBe(403)
  expect((await stranger.fetch(undefined)).status).toBe(403)
  expect(await stranger.confirm(undefined)).toBe(403)
  const guess = await makeStar({ ...printer, password: 'guess' }).poll()
  expect([guess.status, guess.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringContaining('Basic'),
  ])
  expect((await makeStar({ ...printer, url: `${printer.url.slice(0, -1)}_` }).poll()).status).toBe(
    404,
  )
  const asEpson = printer.url.replace('/star/', '/epson/')
  expect((await makeStar({ ...printer, url: asEpson }).poll()).status).toBe(404)
})

test('a paper of another shop is not there, whatever its token says', async () => {
  const mine = await makeShop()
  const theirs = await makeShop()
  const jobId = await queuePaper(theirs.shop, theirs.printer.printerId)
  const token = asking.jobToken(jobId, 1)
  expect((await mine.star.fetch(token)).status).toBe(404)
  await theirs.star.fetch(token)
  expect((await mine.star.fetch(token)).status).toBe(404)
  expect(await mine.star.confirm(token)).toBe(200)
  expect((await paperState(theirs.shop, jobId)).status).toBe('offered')
})

test('there is no other way than HTTP', async () => {
  const { printer } = await makeShop()
  const authorization = `Basic ${Buffer.from(`x:${printer.password}`).toString('base64')}`
  const answer = await fetch(`${printer.url}/cloudprnt-setting.json?mac=00:11:62:06:04:ff`, {
    headers: { authorization },
  })
  expect(answer.status).toBe(404)
})

test('whatever is sent, the answer is a 4xx that the protocol knows', async () => {
  const { printer } = await makeShop()
  const authorization = `Basic ${Buffer.from(`x:${printer.password}`).toString('base64')}`
  const json = { authorization, 'content-type': 'application/json' }
  const post = (body: BodyInit, headers: Record<string, string> = json) =>
    fetch(printer.url, { method: 'POST', headers, body }).then((answer) => answer.status)
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '{"printerMAC":"00:11:62:06:04:ff"}',
    '{"statusCode":200}',
    '{"statusCode":"200","printingInProgress":"no"}',
    '{"statusCode":"200","printerMAC":"../../etc"}',
    JSON.stringify({ statusCode: '2'.repeat(600) }),
    '\u0000',
  ])
    expect(await post(body), body).toBe(400)
  expect(await post('{"statusCode":"%E0%A4%A\\u0000\\ud800 200"}')).toBe(200)
  expect(await post('a'.repeat(100_000))).toBe(400)
  expect(await post('{"statusCode":"200"}', { ...json, 'content-type': 'text/xml' })).toBe(400)
  expect(await post('x', { ...json, 'content-encoding': 'gzip' })).toBe(400)
  const ask = (path: string, method = 'GET') =>
    fetch(printer.url + path, { method, headers: { authorization } }).then(({ status }) => status)
  expect(await ask('?token=nonsense')).toBe(404)
  expect(await ask('?mac=nonsense')).toBe(400)
  expect(await ask('?type[]=a&token[]=b')).toBe(404)
  expect(await ask('', 'DELETE')).toBe(400)
  expect(await ask('?code=200&token=nonsense', 'DELETE')).toBe(200)
  expect(await ask('', 'PUT')).toBe(400)
  expect(await ask('/other')).toBe(404)
})

test('whoever guesses is not listened to, and the others are', async () => {
  const { star, printer } = await makeShop()
  const guess = makeStar({ ...printer, password: 'guess' })
  const guesses = await Promise.all(Array.from({ length: 80 }, () => guess.poll()))
  expect(guesses.at(-1)?.status).toBe(429)
  expect((await star.poll()).status).toBe(200)
})

test('a printer may poll every second, and not a hundred times', async () => {
  const { printer, star } = await makeShop()
  const polls = await Promise.all(Array.from({ length: 70 }, () => star.poll()))
  expect(new Set(polls.map(({ status }) => status))).toEqual(new Set([200]))
  const many = await Promise.all(Array.from({ length: 280 }, () => star.poll()))
  const refused = many.find(({ status }) => status === 429)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(printer.printerId).not.toBe('')
})
