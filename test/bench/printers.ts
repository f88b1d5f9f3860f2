import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { closeDatabase, inTenant, openDatabase } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { savePrinter } from '#modules/printing/index.ts'
import { PrinterInput } from '#modules/printing/shared.ts'
import { percentile, round } from './measure.ts'
import type { BenchServer } from './server.ts'

const PRINTERS = 200
const POLL_MS = 2_000
const LIMIT_PERCENT = 10
const WARM_MS = 20_000

/**
 * Printers that ask, half of them Star and half Epson, each every two seconds and for nothing: how
 * much of one core that takes. Once as they come through a proxy that keeps its connections open, and
 * once as the simplest firmware would ask a server without one: a new connection each time, and an
 * Epson that has itself asked for its password anew.
 */
export async function benchPrinters(server: BenchServer, seconds: number) {
  const keys = await makePrinters(server)
  const idle = await cpuPercent(server.pid, 5)
  const throughProxy = await benchPolls(server, seconds, pollsOf(keys, { isSimple: false }))
  const simplest = await benchPolls(server, seconds, pollsOf(keys, { isSimple: true }))
  const result = {
    printers: PRINTERS,
    limitPercent: LIMIT_PERCENT,
    percentOfOneCoreIdle: idle,
    throughProxy,
    simplest,
  }
  console.log(`${PRINTERS} printers that ask every 2 s`, result)
  return result
}

type Poll = () => Promise<number>

async function benchPolls(server: BenchServer, seconds: number, polls: Poll[]) {
  const times: number[] = []
  const statuses = new Map<number, number>()
  let isOver = false
  const work = polls.map(async (poll, at) => {
    await pause((at / PRINTERS) * POLL_MS)
    while (!isOver) {
      const before = performance.now()
      const status = await poll()
      times.push(performance.now() - before)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      await pause(Math.max(0, POLL_MS - (performance.now() - before)))
    }
  })
  // A server that has just started has not translated its own code yet.
  await pause(WARM_MS)
  times.length = 0
  const percentOfOneCore = await cpuPercent(server.pid, seconds)
  const polled = times.length
  isOver = true
  await Promise.all(work)
  times.sort((a, b) => a - b)
  return {
    pollsPerSecond: round(polled / seconds),
    percentOfOneCore,
    isWithin: percentOfOneCore <= LIMIT_PERCENT,
    p50Ms: round(percentile(times, 0.5)),
    p95Ms: round(percentile(times, 0.95)),
    statuses: Object.fromEntries(statuses),
  }
}

async function cpuPercent(pid: number, seconds: number): Promise<number> {
  const [before, startedAt] = [cpuSeconds(pid), performance.now()]
  await pause(seconds * 1000)
  return round(((cpuSeconds(pid) - before) / (performance.now() - startedAt)) * 100_000)
}

/** User and system time that a process has had so far (proc(5), fields 14 and 15). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  return (Number(fields[11]) + Number(fields[12])) / ticks
}

interface PollingPrinter {
  kind: 'star' | 'epson'
  url: string
  keys: Keys
}

async function makePrinters(server: BenchServer): Promise<PollingPrinter[]> {
  openDatabase({ appUrl: server.appUrl, maxConnections: 2 })
  const printers: PollingPrinter[] = []
  for (let at = 0; at < PRINTERS; at++) {
    const kind = at % 2 === 0 ? 'star' : 'epson'
    const input = PrinterInput.parse({
      id: newId(),
      kind,
      name: `櫃台 ${at}`,
      widthDots: '384',
      hasDrawer: true,
      hasCutter: true,
      isDefault: false,
    })
    const { keys } = await inTenant(server, 'read write', (tx) => savePrinter(tx, input))
    if (!keys) throw new Error('a new printer has keys')
    printers.push({ kind, url: `${server.url}/print/${kind}/${keys.secret}`, keys })
  }
  await closeDatabase()
  return printers
}

interface Manner {
  isSimple: boolean
}

const pollsOf = (printers: PollingPrinter[], manner: Manner): Poll[] =>
  printers.map(({ kind, url, keys }, at) => {
    const mac = `00:11:62:00:00:${at.toString(16).padStart(2, '0')}`
    return kind === 'star' ? starPoll(url, keys, mac, manner) : epsonPoll(url, keys, manner)
  })

type Keys = { user: string; password: string }

function starPoll(url: string, { user, password }: Keys, printerMAC: string, manner: Manner): Poll {
  const body = JSON.stringify({
    status: '23 6 0 0 0 0 0 0 0 ',
    printerMAC,
    statusCode: '200%20OK',
    printingInProgress: false,
    clientAction: null,
  })
  const headers = {
    'content-type': 'application/json',
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  }
  return async () => (await send(url, headers, body, manner)).status
}

function epsonPoll(url: string, { user, password }: Keys, manner: Manner): Poll {
  const body = `ConnectionType=GetRequest&ID=${user}&Name=TM`
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const { pathname } = new URL(url)
  const known = { realm: '', nonce: '', count: 0 }
  const proof = () => {
    known.count += 1
    const nc = known.count.toString(16).padStart(8, '0')
    const ha1 = md5(`${user}:${known.realm}:${password}`)
    const response = md5(`${ha1}:${known.nonce}:${nc}:c:auth:${md5(`POST:${pathname}`)}`)
    return `Digest username="${user}", realm="${known.realm}", nonce="${known.nonce}", uri="${pathname}", qop=auth, nc=${nc}, cnonce="c", response="${response}"`
  }
  return async () => {
    if (known.nonce !== '' && !manner.isSimple) {
      const answer = await send(url, { ...type, authorization: proof() }, body, manner)
      if (answer.status !== 401) return answer.status
    }
    const { challenge } = await send(url, type, body, manner)
    const field = (name: string) => new RegExp(`${name}="([^"]+)"`).exec(challenge)?.[1] ?? ''
    Object.assign(known, { realm: field('realm'), nonce: field('nonce'), count: 0 })
    return (await send(url, { ...type, authorization: proof() }, body, manner)).status
  }
}

const proxy = new Agent({ keepAlive: true, maxSockets: 32 })

interface Answer {
  status: number
  challenge: string
}

function send(
  url: string,
  headers: Record<string, string>,
  body: string,
  { isSimple }: Manner,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body))
    const asked = request(
      url,
      {
        method: 'POST',
        agent: isSimple ? false : proxy,
        headers: {
          ...headers,
          'content-length': length,
          ...(isSimple && { connection: 'close' }),
        },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            challenge: String(answer.headers['www-authenticate'] ?? ''),
          }),
        )
      },
    )
    // A connection that the server has just closed is opened anew, as a proxy does.
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') resolve(send(url, headers, body, { isSimple }))
      else reject(error)
    })
    asked.end(body)
  })
}
