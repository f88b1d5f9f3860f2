import { type NextFunction, type Request, type Response, Router } from 'express'
import type { Logger } from 'pino'
import { type Actor, inTenant } from '#modules/kernel/db.ts'
import { asking, paperBytes, settlePrintJob } from '#modules/printing/index.ts'
import {
  type EnterPrinter,
  gatheringLookup,
  PrinterRefusal,
  printerDoor,
  refuseStranger,
} from './printer-edge.ts'

/** Nothing that a printer says is longer; an Epson tells of up to fifty papers at once. */
const MAX_BODY_BYTES = 64_000

/** A poll may wait so long for others that ask as well. */
const GATHER_MS = 100

/**
 * Printers that ask for their papers: `/print/star/<secret>` (CloudPRNT) and `/print/epson/<secret>`
 * (Server Direct Print). Two hundred of them ask every second or two and almost always for nothing,
 * so they are served before everything else, with limits and headers of their own.
 */
export function printerRoutes(log: Logger, gatherMs = GATHER_MS): Router {
  const router = Router()
  const enter = printerDoor(gatheringLookup(gatherMs))
  const answering =
    (serve: Serve) => (request: Request, response: Response, next: NextFunction) => {
      const ask = { request, response, log, enter }
      serve(ask, String(request.params.secret)).catch((error: unknown) => {
        if (response.headersSent) return next(error)
        if (error instanceof PrinterRefusal) return refuse(ask, error)
        log.error({ err: error }, 'unhandled')
        send(ask, 500, {})
      })
    }
  router.all('/star/:secret', answering(serveStar))
  // There is no other way to speak than HTTP; newer firmware asks first whether there is MQTT.
  router.all('/star/:secret/cloudprnt-setting.json', answering(refuseSettings))
  router.all('/epson/:secret', answering(serveEpson))
  router.all(/^\/(star|epson)(\/.*)?$/, answering(refuseAddress))
  return router
}

interface Ask {
  request: Request
  response: Response
  log: Logger
  enter: EnterPrinter
}
type Serve = (ask: Ask, secret: string) => Promise<void>

function refuse(ask: Ask, { status, headers }: PrinterRefusal): void {
  // Being asked for the password first is how an Epson begins.
  const level = status === 401 ? 'debug' : 'info'
  ask.log[level]({ method: ask.request.method, status }, 'refused a printer')
  send(ask, status, headers)
}

/** No page is ever here: a browser that gets hold of an answer does nothing with it. */
const PROTECTION = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
}
const HSTS = { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }

/** Exactly these headers and this body: old firmware reads no more than it knows. */
function send(
  { request, response }: Ask,
  status: number,
  headers: Record<string, string>,
  body: Buffer | string = '',
): void {
  response.writeHead(status, {
    ...PROTECTION,
    ...(request.secure && HSTS),
    ...headers,
    'Content-Length': Buffer.byteLength(body),
  })
  response.end(body)
}

/** Counts what really comes, whatever was promised; nobody asked for it to be packed. */
function bodyOf({ request }: Ask): Promise<string> {
  return new Promise((resolve, reject) => {
    const isPacked = (request.get('content-encoding') ?? 'identity') !== 'identity'
    const promised = Number(request.get('content-length') ?? 0)
    const refuseBody = () => reject(new PrinterRefusal(400))
    if (isPacked || promised > MAX_BODY_BYTES) return refuseBody()
    const parts: Buffer[] = []
    let length = 0
    request.on('data', (part: Buffer) => {
      length += part.length
      if (length <= MAX_BODY_BYTES) parts.push(part)
      else refuseBody()
    })
    request.on('end', () => resolve(Buffer.concat(parts, length).toString('utf8')))
    // The line broke before all of it was there.
    request.on('error', refuseBody)
  })
}

const actorOf = (printer: asking.AskingPrinter): Actor => ({
  tenantId: printer.tenantId,
  userId: null,
})

/** One word of the query; a printer says none of them twice. */
const wordOf = (request: Request, name: string): string | undefined => {
  const value = request.query[name]
  return typeof value === 'string' ? value : undefined
}

async function refuseSettings({ request, enter }: Ask, secret: string) {
  await enter(request, 'star', secret)
  throw new PrinterRefusal(404)
}

async function refuseAddress() {
  throw new PrinterRefusal(404)
}

async function serveStar(ask: Ask, secret: string): Promise<void> {
  const { request } = ask
  const printer = await ask.enter(request, 'star', secret)
  if (request.method === 'POST') return hearStar(ask, printer)
  if (request.method === 'DELETE') return confirmStar(ask, printer)
  if (request.method !== 'GET') throw new PrinterRefusal(400)
  // Where DELETE does not pass, a printer is told to confirm by GET.
  if (request.query.delete !== undefined) return confirmStar(ask, printer)
  return handStar(ask, printer)
}

async function hearStar(ask: Ask, printer: asking.AskingPrinter) {
  if (!isOfType(ask.request, 'application/json')) throw new PrinterRefusal(400)
  const poll = asking.parseStarPoll(await bodyOf(ask))
  if (!poll) throw new PrinterRefusal(400)
  refuseStranger(printer, poll.mac)
  if (asking.starPollSaysNew(printer, poll)) {
    await inTenant(actorOf(printer), 'read write', (tx) => asking.hearStarPoll(tx, printer, poll))
  }
  const answer = JSON.stringify(asking.starAnswer(printer, poll))
  send(ask, 200, { 'Content-Type': 'application/json' }, answer)
}

/** The name a Star gives itself beside a paper. */
function macOf(request: Request): string | undefined {
  const given = wordOf(request, 'mac') || request.get('x-star-mac')
  const mac = given === undefined ? undefined : asking.readMac(given)
  if (given !== undefined && mac === undefined) throw new PrinterRefusal(400)
  return mac
}

const tokenOf = (request: Request): string | undefined =>
  wordOf(request, 'token') ?? request.get('x-star-token')

async function handStar(ask: Ask, printer: asking.AskingPrinter) {
  const { request } = ask
  const mac = macOf(request)
  refuseStranger(printer, mac)
  if (!asking.servesStarType(wordOf(request, 'type'))) throw new PrinterRefusal(415)
  const job = await inTenant(actorOf(printer), 'read write', (tx) =>
    asking.takeStarJob(tx, printer, { token: tokenOf(request), mac }),
  )
  if (!job) throw new PrinterRefusal(404)
  const paper = await drawing(ask, printer, job.id, async () => asking.starPaper(job))
  send(ask, 200, paper.headers, paper.body)
}

async function confirmStar(ask: Ask, printer: asking.AskingPrinter) {
  const { request } = ask
  refuseStranger(printer, macOf(request))
  const code = wordOf(request, 'code')
  if (!code) throw new PrinterRefusal(400)
  const said = { token: tokenOf(request), code: asking.readCode(code) }
  await inTenant(actorOf(printer), 'read write', (tx) => asking.confirmStarJob(tx, printer, said))
  send(ask, 200, {})
}

async function serveEpson(ask: Ask, secret: string): Promise<void> {
  const { request } = ask
  const printer = await ask.enter(request, 'epson', secret)
  const isForm = isOfType(request, 'application/x-www-form-urlencoded')
  if (request.method !== 'POST' || !isForm) throw new PrinterRefusal(400)
  const message = asking.parseEpsonMessage(await bodyOf(ask))
  if (!message) throw new PrinterRefusal(400)
  refuseStranger(printer, message.id)
  const actor = actorOf(printer)
  if (message.type === 'GetRequest') return handEpson(ask, printer, message.id)
  await inTenant(actor, 'read write', (tx) =>
    message.type === 'SetResponse'
      ? asking.hearEpsonResults(tx, printer, message)
      : asking.hearEpsonStatus(tx, printer, message),
  )
  send(ask, 200, {})
}

async function handEpson(ask: Ask, printer: asking.AskingPrinter, id: string) {
  if (!asking.epsonRequestMatters(printer, id)) return send(ask, 200, {})
  const { paper, questions } = await inTenant(actorOf(printer), 'read write', (tx) =>
    asking.takeEpsonJobs(tx, printer, id),
  )
  const papers: { token: string; bytes?: Uint8Array }[] = questions.map((token) => ({ token }))
  if (paper) {
    const bytes = await drawing(ask, printer, paper.id, () => paperBytes(paper))
    papers.push({ token: asking.jobToken(paper.id, paper.offerNo), bytes })
  }
  const answer = asking.epsonAnswer(papers, printer.dialect)
  if (answer === '') return send(ask, 200, {})
  send(ask, 200, { 'Content-Type': 'text/xml; charset=utf-8' }, answer)
}

/** A paper that can't be drawn is not handed over; it waits for a person, and the next one comes. */
async function drawing<Drawn>(
  { log }: Ask,
  printer: asking.AskingPrinter,
  jobId: string,
  draw: () => Promise<Drawn>,
): Promise<Drawn> {
  try {
    return await draw()
  } catch (error) {
    log.error({ err: error, jobId }, 'paper not drawn')
    await inTenant(actorOf(printer), 'read write', (tx) =>
      settlePrintJob(tx, jobId, { status: 'failed', error: 'printing.cannot_draw' }),
    )
    throw new PrinterRefusal(404)
  }
}

/** A printer may leave its type out; what says to be something else is something else. */
function isOfType(request: Request, type: string): boolean {
  const given = request.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  return given === undefined || given === '' || given === type
}
