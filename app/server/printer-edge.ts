import type { Request } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { database } from '#modules/kernel/db.ts'
import { hashSecret } from '#modules/kernel/ids.ts'
import { asking } from '#modules/printing/index.ts'
import { checkDigest, digestChallenge, isSame } from './digest.ts'

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

// Each process counts for itself, as the API does.
const requests = new RateLimiterMemory({ points: REQUESTS_A_MINUTE, duration: 60 })
const misses = new RateLimiterMemory({ points: MISSES_A_MINUTE, duration: 60 })

/**
 * Which printer asks: the secret in its address finds it, and its password proves it. No session
 * and no cookie is looked at, so a page of another site can ask for nothing in a person's name.
 *
 * @throws PrinterRefusal 404 for an address that nobody has, 401, 429
 */
export async function enterPrinter(
  request: Request,
  kind: 'star' | 'epson',
  secret: string,
  findPrinter: FindPrinter,
): Promise<asking.AskingPrinter> {
  if (!SECRET.test(secret)) return miss(request, new PrinterRefusal(404))
  const proof = request.get('authorization')
  // An Epson asks without its password first. It is asked for it whoever it is: that costs no look-up.
  if (proof === undefined && kind === 'epson') throw unproven(askEpson(secret))
  const printer = await findPrinter(hashSecret(secret))
  if (printer?.kind !== kind) return miss(request, new PrinterRefusal(404))
  const challenge =
    kind === 'star' ? checkBasic(proof, printer) : checkEpson(request, printer, secret)
  if (challenge !== undefined) {
    // The first request of an exchange brings no password, and is no guess.
    if (proof === undefined) throw unproven(challenge)
    return miss(request, unproven(challenge))
  }
  await spend(requests, printer.printerId)
  return printer
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

const unproven = (challenge: string) => new PrinterRefusal(401, { 'WWW-Authenticate': challenge })

/** Counts a wrong address or password against the place it came from. */
async function miss(request: Request, refusal: PrinterRefusal): Promise<never> {
  await spend(misses, request.ip ?? '')
  throw refusal
}

/** RFC 7617. The user's name is not looked at: the address says already who it is. */
function checkBasic(proof: string | undefined, printer: asking.AskingPrinter): string | undefined {
  const coded = /^Basic\s+([\w+/=-]{1,400})$/i.exec(proof ?? '')?.[1]
  if (coded === undefined) return BASIC
  const decoded = Buffer.from(coded, 'base64').toString('utf8')
  const password = decoded.slice(decoded.indexOf(':') + 1)
  return isSame(hashSecret(password).toString('hex'), printer.passwordHash) ? undefined : BASIC
}

// The address is as secret as a challenge has to be: with it alone nobody can answer one.
const askEpson = (secret: string) => digestChallenge(asking.DIGEST_REALM, secret)

const checkEpson = (request: Request, printer: asking.AskingPrinter, secret: string) =>
  checkDigest(
    {
      method: request.method,
      url: request.originalUrl,
      authorization: request.get('authorization'),
    },
    { realm: asking.DIGEST_REALM, ha1: printer.passwordHash, nonceKey: secret },
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
