import { createHash } from 'node:crypto'
import { scanGrayBuffer } from '@undecaf/zbar-wasm'
import qr from 'qr-image'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { asking, queueDrawerPulse, retryPrintJob } from '#modules/printing/index.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { sampleReceipt } from '#test/sample-receipt.ts'
import { type EpsonOptions, makeEpson } from './epson-client.ts'
import {
  makeAskingPrinter,
  type PrintServer,
  paperState,
  printerState,
  queuePaper,
  startPrintServer,
} from './print-server.ts'
import { readPicture } from './read-picture.ts'

connectDatabase()

let server: PrintServer
beforeAll(async () => {
  server = await startPrintServer()
})
afterAll(() => server.stop())

async function makeShop(options: Partial<EpsonOptions> = {}, changes = {}) {
  const shop = await makeTenant()
  const printer = await makeAskingPrinter(shop, server.url, 'epson', changes)
  return { shop, printer, epson: makeEpson({ ...printer, ...options }) }
}

test('a paper is asked for, printed, told of, and printed it is', async () => {
  const { shop, printer, epson } = await makeShop()
  const nothing = await epson.ask()
  expect([nothing.status, nothing.xml, nothing.headers.get('content-length')]).toEqual([
    200,
    '',
    '0',
  ])
  const modules = qr
    .matrix('https://shop.example/r/2', 'M')
    .map((row) => [...row].map((module) => (module ? '1' : '0')).join(''))
  const document = { ...sampleReceipt(), codes: [{ modules }] }
  const jobId = await queuePaper(shop, printer.printerId, { document, openDrawer: true })

  const { xml, papers, headers } = await epson.ask()
  expect(headers.get('content-type')).toBe('text/xml; charset=utf-8')
  expect(xml).toMatch(
    /^<\?xml version="1.0" encoding="utf-8"\?>\n<PrintRequestInfo Version="2.00"><ePOSPrint><Parameter><devid>local_printer<\/devid><timeout>60000<\/timeout><printjobid>[A-Z2-7]{28}<\/printjobid><\/Parameter><PrintData><epos-print xmlns="http:\/\/www.epson-pos.com\/schemas\/2011\/03\/epos-print"><command>/,
  )
  const [paper] = papers
  expect(paper?.command).not.toMatch(/^1b40/)
  expect(paper?.command).toContain('1b70')
  expect((await paperState(shop, jobId)).status).toBe('offered')
  const told = await epson.tell([{ token: paper?.token, success: true }])
  expect(told).toEqual({ status: 200, length: 0 })
  expect((await paperState(shop, jobId)).status).toBe('printed')
  const { width, height, grey } = readPicture(Buffer.from(paper?.command ?? '', 'hex'))
  const found = await scanGrayBuffer(grey.buffer, width, height)
  expect(found.map((symbol) => symbol.decode())).toEqual(['https://shop.example/r/2'])
  expect((await epson.ask()).xml).toBe('')
})

test('a result that was lost leaves a question, which a late one answers', async () => {
  const { shop, printer, epson } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const next = await queuePaper(shop, printer.printerId)
  const [paper] = (await epson.ask()).papers
  const [second] = (await epson.ask()).papers
  expect((await paperState(shop, jobId)).status).toBe('unknown')
  expect((await paperState(shop, next)).status).toBe('offered')
  await epson.tell([{ token: paper?.token, success: true }])
  expect((await paperState(shop, jobId)).status).toBe('printed')
  await epson.tell([{ token: second?.token, success: true }])
  expect((await paperState(shop, next)).status).toBe('printed')
})

test.each([
  ['EPTR_COVER_OPEN', 'queued', 'printing.cover_open'],
  ['EPTR_REC_EMPTY', 'queued', 'printing.paper_out'],
  // Half of it may lie there.
  ['EX_TIMEOUT', 'unknown', 'printing.no_answer'],
  ['EX_SPOOLER', 'queued', 'printing.printer_trouble'],
  ['SchemaError', 'failed', 'printing.not_readable'],
  ['DeviceNotFound', 'failed', 'printing.printer_trouble'],
  ['EPTR_UNRECOVERABLE', 'failed', 'printing.printer_trouble'],
  // It is cut when all of it is printed.
  ['EPTR_CUTTER', 'unknown', 'printing.paper_jam'],
  ['TooManyRequests', 'queued', 'printing.printer_trouble'],
  ['', 'failed', 'printing.printer_trouble'],
])('told of %s a paper is %s', async (code, status, lastError) => {
  const { shop, printer, epson } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const [paper] = (await epson.ask()).papers
  await epson.tell([{ token: paper?.token, success: false, code }])
  expect(await paperState(shop, jobId)).toMatchObject({ status, lastError })
})

test('out of paper, it waits for a new roll and is printed once', async () => {
  const { shop, printer, epson } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const [paper] = (await epson.ask()).papers
  const noPaper = { success: false, code: 'EPTR_REC_EMPTY', status: '524300' }
  await epson.tell([{ token: paper?.token, ...noPaper }])
  expect((await printerState(shop, printer.printerId)).paper).toBe('out')
  await epson.turn()
  expect((await paperState(shop, jobId)).status).toBe('printed')
  // The first answer comes once more: it speaks of the first time.
  await epson.tell([{ token: paper?.token, ...noPaper }])
  expect((await paperState(shop, jobId)).status).toBe('printed')
})

test('an answer to the first time says nothing of the second', async () => {
  const { shop, printer, epson } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const [first] = (await epson.ask()).papers
  await epson.ask()
  await shop.run((tx) => retryPrintJob(tx, { jobId }))
  const [second] = (await epson.ask()).papers
  expect(second?.token).not.toBe(first?.token)
  await epson.tell([{ token: first?.token, success: false, code: 'EPTR_COVER_OPEN' }])
  expect((await paperState(shop, jobId)).status).toBe('offered')
  await epson.tell([{ token: second?.token, success: true }])
  expect((await paperState(shop, jobId)).status).toBe('printed')
})

test('version 1.00 tells of the last paper, and is spoken to in its own way from then on', async () => {
  const { shop, printer, epson } = await makeShop({ version: '1.00' })
  const jobs = [
    await queuePaper(shop, printer.printerId),
    await queuePaper(shop, printer.printerId),
  ]
  await epson.turn()
  expect((await paperState(shop, jobs[0] ?? '')).status).toBe('printed')
  expect((await printerState(shop, printer.printerId)).dialect).toBe('1.00')
  const { xml } = await epson.ask()
  expect(xml).toContain('<PrintRequestInfo Version="1.00">')
  expect(xml).not.toContain('printjobid')
  await epson.tell([{ success: true }])
  expect((await paperState(shop, jobs[1] ?? '')).status).toBe('printed')
})

test('version 1.00 that can not read 2.00 gets the paper again in its own', async () => {
  const { shop, printer, epson } = await makeShop({ version: '1.00' })
  const jobId = await queuePaper(shop, printer.printerId)
  await epson.ask()
  await epson.tell([{ success: false, code: 'SchemaError' }])
  expect((await paperState(shop, jobId)).status).toBe('queued')
  await epson.turn()
  expect((await paperState(shop, jobId)).status).toBe('printed')
})

test('version 3.00 refuses a whole answer, and the paper fails', async () => {
  const { shop, printer, epson } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  await epson.ask()
  await epson.post({
    ConnectionType: 'SetResponse',
    ID: printer.user,
    ResponseFile:
      '<?xml version="1.0"?><PrintResponseInfo Version="3.00"><ServerDirectPrint><Response Success="false"><ErrorSummary>Data size is exceeded</ErrorSummary><ErrorDetail>Too big print request</ErrorDetail></Response></ServerDirectPrint></PrintResponseInfo>',
  })
  expect(await paperState(shop, jobId)).toMatchObject({
    status: 'failed',
    resultCode: 'Data size is exceeded',
  })
})

test('version 3.00 tells of a paper between its other news', async () => {
  const { shop, printer, epson } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const [paper] = (await epson.ask()).papers
  await epson.post({
    ConnectionType: 'SetResponse',
    ID: printer.user,
    ResponseFile: `<?xml version="1.0" encoding="UTF-8"?><PrintResponseInfo Version="3.00"><ServerDirectPrint><Response Success="true"/></ServerDirectPrint><ePOSPrint><Parameter><devid>local_printer</devid><printjobid>${paper?.token}</printjobid></Parameter><PrintResponse><response xmlns="http://www.epson-pos.com/schemas/2011/03/epos-print" success="1" code="" status="251658262" battery="0"/></PrintResponse></ePOSPrint><ePOSDisplay><Parameter><devid>local_display</devid></Parameter></ePOSDisplay></PrintResponseInfo>`,
  })
  expect((await paperState(shop, jobId)).status).toBe('printed')
})

test('a store of its own takes a paper in, and is asked after it until it is printed', async () => {
  const { shop, printer, epson } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const [paper] = (await epson.ask()).papers
  await epson.tell([{ token: paper?.token, success: false, code: 'EX_SPOOLER' }])
  expect((await printerState(shop, printer.printerId)).dialect).toBe('spooler')
  const [again] = (await epson.ask()).papers
  await epson.tell([{ token: again?.token, success: true }])
  expect(await paperState(shop, jobId)).toMatchObject({ status: 'sent', resultCode: 'spooled' })

  const next = await queuePaper(shop, printer.printerId)
  const { papers } = await epson.ask()
  const question = again?.token
  const paperOfNext = { token: asking.jobToken(next, 1), command: expect.any(String) }
  expect(papers).toEqual([{ token: `${question}Q` }, { token: question }, paperOfNext])
  const mark = { token: `${question}Q`, success: false, code: 'JobNotFound' }
  await epson.tell([
    mark,
    { token: question, success: false, code: 'Printing' },
    { token: paperOfNext.token, success: true },
  ])
  expect((await paperState(shop, jobId)).status).toBe('sent')
  expect((await paperState(shop, next)).status).toBe('sent')
  const markOfNext = { ...mark, token: `${paperOfNext.token}Q` }
  const asked = (await epson.ask()).papers
  expect(asked.every(({ command }) => command === undefined)).toBe(true)
  expect(new Set(asked.map(({ token }) => token))).toEqual(
    new Set([question, mark.token, paperOfNext.token, markOfNext.token]),
  )
  await epson.tell([
    mark,
    { token: question, success: true },
    markOfNext,
    { token: paperOfNext.token, success: false, code: 'JobNotFound' },
  ])
  expect((await paperState(shop, jobId)).status).toBe('printed')
  expect((await paperState(shop, next)).status).toBe('unknown')
})

test('a store that says twice or late that it took a paper in has not printed it', async () => {
  const { shop, printer, epson } = await makeShop()
  await shop.run((tx) => tx.updateTable('printer').set({ dialect: 'spooler' }).execute())
  const jobId = await queuePaper(shop, printer.printerId)
  const [paper] = (await epson.ask()).papers
  const taken = [{ token: paper?.token, success: true }]
  await epson.tell(taken)
  await epson.tell(taken)
  expect((await paperState(shop, jobId)).status).toBe('sent')
  // After the question, too: it does not speak of the question's mark.
  const [mark, question] = (await epson.ask()).papers
  await epson.tell(taken)
  expect((await paperState(shop, jobId)).status).toBe('sent')
  const answer = [
    { token: mark?.token, success: false, code: 'JobNotFound' },
    { token: question?.token, success: true },
  ]
  await epson.tell(answer)
  expect((await paperState(shop, jobId)).status).toBe('printed')
  expect((await epson.ask()).papers).toEqual([])
})

test('a late answer to a question settles a paper that was given up, and a late word of the store does not', async () => {
  const { shop, printer, epson } = await makeShop()
  await shop.run((tx) => tx.updateTable('printer').set({ dialect: 'spooler' }).execute())
  const jobId = await queuePaper(shop, printer.printerId)
  const [paper] = (await epson.ask()).papers
  const taken = { token: paper?.token, success: true }
  await epson.ask()
  await epson.tell([taken])
  expect((await paperState(shop, jobId)).status).toBe('unknown')
  await epson.tell([{ token: `${paper?.token}Q`, success: false, code: 'JobNotFound' }, taken])
  expect((await paperState(shop, jobId)).status).toBe('printed')
})

test('a time-out that comes late does not take back what a person asked for', async () => {
  const { shop, printer, epson } = await makeShop()
  const jobId = await queuePaper(shop, printer.printerId)
  const [paper] = (await epson.ask()).papers
  await epson.ask()
  await shop.run((tx) => retryPrintJob(tx, { jobId }))
  await epson.tell([{ token: paper?.token, success: false, code: 'EX_TIMEOUT' }])
  expect((await paperState(shop, jobId)).status).toBe('queued')
})

test('how it is, told on its own', async () => {
  const { shop, printer, epson } = await makeShop()
  expect(await epson.tellStatus('0x0F00003C')).toBe(200)
  expect(await printerState(shop, printer.printerId)).toMatchObject({
    paper: 'ok',
    isCoverOpen: true,
    statusCode: '0x0F00003C',
    deviceName: printer.user,
  })
  await epson.tellStatus('0x0F020014')
  await epson.ask()
  expect(await printerState(shop, printer.printerId)).toMatchObject({
    paper: 'low',
    isCoverOpen: false,
  })
})

test('the drawer opens without a paper', async () => {
  const { shop, epson } = await makeShop()
  await shop.run((tx) =>
    queueDrawerPulse(tx, { openId: newId(), openedAt: new Date().toISOString() }),
  )
  expect((await epson.ask()).papers.map((paper) => paper.command)).toEqual(['1b700019fa'])
})

test('who may ask: the address, the password by Digest, and the name that was heard first', async () => {
  const { printer, epson } = await makeShop()
  await epson.ask()
  expect((await makeEpson({ ...printer, password: 'guess' }).ask()).status).toBe(401)
  expect((await makeEpson({ ...printer, id: 'ANOTHER' }).ask()).status).toBe(403)
  expect((await makeEpson({ ...printer, url: `${printer.url.slice(0, -1)}_` }).ask()).status).toBe(
    404,
  )
})

test('a proof that was overheard is worth nothing the second time', async () => {
  const { printer } = await makeShop()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = 'ConnectionType=GetRequest&ID='
  const post = (more: Record<string, string> = {}) =>
    fetch(printer.url, { method: 'POST', headers: { ...headers, ...more }, body })
  const challenge = (await post()).headers.get('www-authenticate') ?? ''
  expect(challenge).toMatch(/^Digest realm="tillage-print", qop="auth", algorithm=MD5, nonce="/)
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? ''
  const uri = new URL(printer.url).pathname
  const proof = (nc: string, at = uri, nonceSaid = nonce) => {
    const ha1 = md5(`${printer.user}:tillage-print:${printer.password}`)
    const response = md5(`${ha1}:${nonceSaid}:${nc}:c:auth:${md5(`POST:${at}`)}`)
    return {
      authorization: `Digest username="${printer.user}", realm="tillage-print", nonce="${nonceSaid}", uri="${at}", qop=auth, nc=${nc}, cnonce="c", response="${response}"`,
    }
  }
  expect((await post(proof('00000001'))).status).toBe(200)
  const replayed = await post(proof('00000001'))
  expect(replayed.status).toBe(401)
  expect(replayed.headers.get('www-authenticate')).toContain('stale=true')
  expect((await post(proof('00000002'))).status).toBe(200)
  // What was signed for another address, or for a challenge that nobody gave.
  expect((await post(proof('00000003', '/print/epson/other'))).status).toBe(401)
  const foreign = await post(proof('00000003', uri, `${Date.now().toString(36)}-x.y`))
  expect(foreign.status).toBe(401)
})

test('whatever is sent, the answer is a 4xx', async () => {
  const { printer, epson } = await makeShop()
  const send = async (fields: Record<string, string>) => (await epson.post(fields)).status
  const say = (ResponseFile: string) =>
    send({ ConnectionType: 'SetResponse', ID: '', ResponseFile })
  expect(await send({})).toBe(400)
  expect(await send({ ConnectionType: 'Other' })).toBe(400)
  for (const xml of [
    '',
    'x',
    '<a>',
    '<PrintResponseInfo',
    '<PrintResponseInfo Version="2.00"><ePOSPrint/></PrintResponseInfo>',
    '<!DOCTYPE x [<!ENTITY a "b">]><PrintResponseInfo Version="1.00"><response success="&a;"/></PrintResponseInfo>',
    `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`,
  ])
    expect(await say(xml), xml).toBe(400)
  const ok = (id: string) =>
    `<PrintResponseInfo Version="2.00"><ePOSPrint><Parameter><printjobid>${id}</printjobid></Parameter><PrintResponse><response success="true" code="&#0;\u0000" status="-1"/></PrintResponse></ePOSPrint></PrintResponseInfo>`
  expect(await say(ok('nobody'))).toBe(200)
  expect(await say(ok(asking.jobToken(newId(), 1)))).toBe(200)
  expect(await send({ ConnectionType: 'GetRequest', ID: '\u0000\ud800' })).toBe(200)
  expect(await send({ ConnectionType: 'SetStatus', Status: '<statusmonitor/>' })).toBe(400)
  expect(await send({ ConnectionType: 'SetResponse', ResponseFile: 'x'.repeat(100_000) })).toBe(400)
  expect((await fetch(printer.url)).status).toBe(401)
})
