import type { Request } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { database } from '#modules/kernel/db.ts'
import { hashSecret } from '#modules/kernel/ids.ts'
import { asking } from '#modules/printing/index.ts'
import { checkDigest, isSame } from './digest.ts'

/** What a printer is told when it is not served: a status that its protocol knows. */
export class PrinterRefusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 415 | 429
  readonly headers: Record<string, string>
  constructor(status: PrinterRefusal['status'], headers: Record<string, string> = {}) {
    super(`refused with ${status}`)
    this.status = status
    this.headers = headers
  }
}

const SECRET = /^[\w-]{43}$/
/** A poll a second, each asked for its password first, and papers besides. */
const REQUESTS_A_MINUTE = 300
/**
 * So often a wrong address or password is told from one place that it is wrong. Whoever has the right
 * one is served all the same: a whole street of printers may come from one place.
 */
const MISSES_A_MINUTE = 60

/** Which printer asks: the secret in its address finds it, and its password proves it. */
export type EnterPrinter = (
  request: Request,
  kind: 'star' | 'epson',
  secret: string,
) => Promise<asking.AskingPrinter>

/**
 * The door of one server, which counts for itself, as the API does. No session and no cookie is
 * looked at, so a page of another site can ask for nothing in a person's name.
 *
 * @throws PrinterRefusal 404 for an address that nobody has, 401, 429
 */
export function printerDoor(findPrinter: FindPrinter): EnterPrinter {
  const requests = new RateLimiterMemory({ points: REQUESTS_A_MINUTE, duration: 60 })
  const misses = new RateLimiterMemory({ points: MISSES_A_MINUTE, duration: 60 })
  return async (request, kind, secret) => {
    const address = request.ip ?? ''
    const printer = SECRET.test(secret) ? await findPrinter(hashSecret(secret)) : undefined
    if (printer?.kind !== kind) {
      await spend(misses, address)
      throw new PrinterRefusal(404)
    }
    const challenge = kind === 'star' ? checkBasic(request, printer) : checkEpson(request, printer)
    if (challenge !== undefined) {
      // The first request of an exchange brings no password, and is no guess.
      if (request.get('authorization') !== undefined) await spend(misses, address)
      throw new PrinterRefusal(401, { 'WWW-Authenticate': challenge })
    }
    await spend(requests, printer.printerId)
    return printer
  }
}

const MOST_GATHERED = 200

export type FindPrinter = (hash: Buffer) => Promise<asking.AskingPrinter | undefined>

type Gathered = {
  hash: Buffer
  found(printer: asking.AskingPrinter | undefined): void
  failed(error: unknown): void
}

/**
 * Looks printers up together: whoever asks within the same `gatherMs` is answered by one statement.
 * A printer polls every second or more, and does not notice.
 */
export function gatheringLookup(gatherMs: number): FindPrinter {
  let gathered: Gathered[] = []
  const lookUp = async (asked: Gathered[]) => {
    if (asked !== gathered) return
    gathered = []
    try {
      const hashes = asked.map(({ hash }) => hash)
      const printers = await asking.findAskingPrinters(database(), hashes)
      const byHash = new Map(printers.map((each) => [each.tokenHash.toString('hex'), each]))
      for (const { hash, found } of asked) found(byHash.get(hash.toString('hex')))
    } catch (error) {
      for (const { failed } of asked) failed(error)
    }
  }
  return (hash) =>
    new Promise((found, failed) => {
      const now = gathered
      now.push({ hash, found, failed })
      if (now.length === 1) setTimeout(() => void lookUp(now), gatherMs)
      if (now.length === MOST_GATHERED) void lookUp(now)
    })
}

const BASIC = `Basic realm="${asking.DIGEST_REALM}", charset="UTF-8"`

/** RFC 7617. The user's name is not looked at: the address says already who it is. */
function checkBasic(request: Request, printer: asking.AskingPrinter): string | undefined {
  const coded = /^Basic\s+([\w+/=-]{1,400})$/i.exec(request.get('authorization') ?? '')?.[1]
  if (coded === undefined) return BASIC
  const decoded = Buffer.from(coded, 'base64').toString('utf8')
  const password = decoded.slice(decoded.indexOf(':') + 1)
  return isSame(hashSecret(password).toString('hex'), printer.passwordHash) ? undefined : BASIC
}

const checkEpson = (request: Request, printer: asking.AskingPrinter): string | undefined =>
  checkDigest(
    {
      method: request.method,
      url: request.originalUrl,
      authorization: request.get('authorization'),
    },
    { realm: asking.DIGEST_REALM, ha1: printer.passwordHash },
  )

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooMany(error)
    throw error
  }
}

const tooMany = (left: RateLimiterRes) =>
  new PrinterRefusal(429, {
    'Retry-After': String(Math.max(1, Math.ceil(left.msBeforeNext / 1000))),
  })

/** The first printer that was heard is the one; a second with the same address was copied from it. */
export function refuseStranger(printer: asking.AskingPrinter, name: string | undefined): void {
  if (printer.deviceName === null || !name) return
  const plain = (text: string) => text.toLowerCase().replace(/[:-]/g, '')
  if (plain(printer.deviceName) !== plain(name)) throw new PrinterRefusal(403)
}
