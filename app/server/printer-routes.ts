import express, { type NextFunction, type Request, type Response, Router } from 'express'
import { type Actor, inTenant } from '#modules/kernel/db.ts'
import { asking, paperBytes, settlePrintJob } from '#modules/printing/index.ts'
import { enterPrinter, PrinterRefusal, refuseStranger } from './printer-edge.ts'

/** Nothing that a printer says is longer; an Epson tells of up to fifty papers at once. */
const MAX_BODY_BYTES = 64_000

/**
 * Printers that ask for their papers: `/print/star/<secret>` (CloudPRNT) and `/print/epson/<secret>`
 * (Server Direct Print). They come every second or two, so they are served here and not by Remix.
 */
export function printerRoutes(): Router {
  const router = Router()
  // Whatever it calls its body, its length is bounded, and unpacking it is not asked for.
  const body = express.text({ type: () => true, limit: MAX_BODY_BYTES, inflate: false })
  router.all('/star/:secret', body, answering(serveStar))
  // There is no other way to speak than HTTP; newer firmware asks first whether there is MQTT.
  router.all('/star/:secret/cloudprnt-setting.json', answering(refuseSettings))
  router.all('/epson/:secret', body, answering(serveEpson))
  router.all(/^\/(star|epson)(\/.*)?$/, (_request: Request, response: Response) =>
    refuse(response, new PrinterRefusal(404)),
  )
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    // A body that is too long, broken or packed: the protocols know one word for all of it.
    const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined
    if (typeof status === 'number' && status >= 400 && status < 500) {
      return refuse(response, new PrinterRefusal(400))
    }
    next(error)
  })
  return router
}

type Serve = (request: Request, response: Response, secret: string) => Promise<void>

const answering = (serve: Serve) => (request: Request, response: Response, next: NextFunction) => {
  serve(request, response, String(request.params.secret)).catch((error: unknown) => {
    if (error instanceof PrinterRefusal) return refuse(response, error)
    next(error)
  })
}

function refuse(response: Response, { status, headers }: PrinterRefusal): void {
  send(response, status, headers)
}

/** Exactly these headers and this body: old firmware reads no more than it knows. */
function send(
  response: Response,
  status: number,
  headers: Record<string, string>,
  body: Buffer | string = '',
): void {
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Content-Length', Buffer.byteLength(body))
  response.end(body)
}

const actorOf = (printer: asking.AskingPrinter): Actor => ({
  tenantId: printer.tenantId,
  userId: null,
})

const bodyOf = (request: Request): string => (typeof request.body === 'string' ? request.body : '')

/** One word of the query; a printer says none of them twice. */
const wordOf = (request: Request, name: string): string | undefined => {
  const value = request.query[name]
  return typeof value === 'string' ? value : undefined
}

async function refuseSettings(request: Request, _response: Response, secret: string) {
  await enterPrinter(request, 'star', secret)
  throw new PrinterRefusal(404)
}

async function serveStar(request: Request, response: Response, secret: string): Promise<void> {
  const printer = await enterPrinter(request, 'star', secret)
  if (request.method === 'POST') return hearStar(request, response, printer)
  if (request.method === 'DELETE') return confirmStar(request, response, printer)
  if (request.method !== 'GET') throw new PrinterRefusal(400)
  // Where DELETE does not pass, a printer is told to confirm by GET.
  if (request.query.delete !== undefined) return confirmStar(request, response, printer)
  return handStar(request, response, printer)
}

async function hearStar(request: Request, response: Response, printer: asking.AskingPrinter) {
  if (!isOfType(request, 'application/json')) throw new PrinterRefusal(400)
  const poll = asking.parseStarPoll(bodyOf(request))
  if (!poll) throw new PrinterRefusal(400)
  refuseStranger(printer, poll.mac)
  if (asking.starPollSaysNew(printer, poll)) {
    await inTenant(actorOf(printer), 'read write', (tx) => asking.hearStarPoll(tx, printer, poll))
  }
  const answer = JSON.stringify(asking.starAnswer(printer, poll))
  send(response, 200, { 'Content-Type': 'application/json' }, answer)
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

async function handStar(request: Request, response: Response, printer: asking.AskingPrinter) {
  const mac = macOf(request)
  refuseStranger(printer, mac)
  if (!asking.servesStarType(wordOf(request, 'type'))) throw new PrinterRefusal(415)
  const job = await inTenant(actorOf(printer), 'read write', (tx) =>
    asking.takeStarJob(tx, printer, { token: tokenOf(request), mac }),
  )
  if (!job) throw new PrinterRefusal(404)
  const paper = await drawing(request, printer, job.id, async () => asking.starPaper(job))
  send(response, 200, paper.headers, paper.body)
}

async function confirmStar(request: Request, response: Response, printer: asking.AskingPrinter) {
  refuseStranger(printer, macOf(request))
  const code = wordOf(request, 'code')
  if (!code) throw new PrinterRefusal(400)
  const said = { token: tokenOf(request), code: asking.readCode(code) }
  await inTenant(actorOf(printer), 'read write', (tx) => asking.confirmStarJob(tx, printer, said))
  send(response, 200, {})
}

async function serveEpson(request: Request, response: Response, secret: string): Promise<void> {
  const printer = await enterPrinter(request, 'epson', secret)
  const isForm = isOfType(request, 'application/x-www-form-urlencoded')
  if (request.method !== 'POST' || !isForm) throw new PrinterRefusal(400)
  const message = asking.parseEpsonMessage(bodyOf(request))
  if (!message) throw new PrinterRefusal(400)
  refuseStranger(printer, message.id)
  const actor = actorOf(printer)
  if (message.type === 'GetRequest') return handEpson(request, response, printer, message.id)
  await inTenant(actor, 'read write', (tx) =>
    message.type === 'SetResponse'
      ? asking.hearEpsonResults(tx, printer, message)
      : asking.hearEpsonStatus(tx, printer, message),
  )
  send(response, 200, {})
}

async function handEpson(
  request: Request,
  response: Response,
  printer: asking.AskingPrinter,
  id: string,
) {
  if (!asking.epsonRequestMatters(printer, id)) return send(response, 200, {})
  const { paper, questions } = await inTenant(actorOf(printer), 'read write', (tx) =>
    asking.takeEpsonJobs(tx, printer, id),
  )
  const papers: { token: string; bytes?: Uint8Array }[] = questions.map((token) => ({ token }))
  if (paper) {
    const bytes = await drawing(request, printer, paper.id, () => paperBytes(paper))
    papers.push({ token: asking.jobToken(paper.id, paper.offerNo), bytes })
  }
  const answer = asking.epsonAnswer(papers, printer.dialect)
  if (answer === '') return send(response, 200, {})
  send(response, 200, { 'Content-Type': 'text/xml; charset=utf-8' }, answer)
}

/** A paper that can't be drawn is not handed over; it waits for a person, and the next one comes. */
async function drawing<Drawn>(
  request: Request,
  printer: asking.AskingPrinter,
  jobId: string,
  draw: () => Promise<Drawn>,
): Promise<Drawn> {
  try {
    return await draw()
  } catch (error) {
    request.log.error({ err: error, jobId }, 'paper not drawn')
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
