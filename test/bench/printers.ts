import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
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
 * much of one core that takes. Each opens a connection of its own every time, and an Epson has itself
 * asked for its password each time, as the simplest firmware would.
 */
export async function benchPrinters(server: BenchServer, seconds: number) {
  const polls = await makePrinters(server)
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
  const [cpuBefore, startedAt] = [cpuSeconds(server.pid), performance.now()]
  await pause(seconds * 1000)
  const tookSeconds = (performance.now() - startedAt) / 1000
  const share = (cpuSeconds(server.pid) - cpuBefore) / tookSeconds
  isOver = true
  await Promise.all(work)
  times.sort((a, b) => a - b)
  const result = {
    printers: PRINTERS,
    pollsPerSecond: round(times.length / tookSeconds),
    percentOfOneCore: round(share * 100),
    limitPercent: LIMIT_PERCENT,
    p50Ms: round(percentile(times, 0.5)),
    p95Ms: round(percentile(times, 0.95)),
    statuses: Object.fromEntries(statuses),
  }
  console.log(`${PRINTERS} printers that ask every 2 s`, result)
  return result
}

/** User and system time that a process has had so far (proc(5), fields 14 and 15). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  return (Number(fields[11]) + Number(fields[12])) / ticks
}

async function makePrinters(server: BenchServer): Promise<(() => Promise<number>)[]> {
  openDatabase({ appUrl: server.appUrl, maxConnections: 2 })
  const polls: (() => Promise<number>)[] = []
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
    const url = `${server.url}/print/${kind}/${keys.secret}`
    const mac = `00:11:62:00:00:${at.toString(16).padStart(2, '0')}`
    polls.push(kind === 'star' ? starPoll(url, keys, mac) : epsonPoll(url, keys))
  }
  await closeDatabase()
  return polls
}

type Keys = { user: string; password: string }

function starPoll(url: string, { user, password }: Keys, printerMAC: string) {
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
  return async () => (await send(url, headers, body)).status
}

function epsonPoll(url: string, { user, password }: Keys) {
  const body = `ConnectionType=GetRequest&ID=${user}&Name=TM`
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const { pathname } = new URL(url)
  return async () => {
    const { challenge } = await send(url, type, body)
    const [realm = '', nonce = ''] = ['realm', 'nonce'].map(
      (name) => new RegExp(`${name}="([^"]+)"`).exec(challenge)?.[1] ?? '',
    )
    const secret = `${md5(`${user}:${realm}:${password}`)}:${nonce}:00000001:c:auth`
    const response = md5(`${secret}:${md5(`POST:${pathname}`)}`)
    const authorization = `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${pathname}", qop=auth, nc=00000001, cnonce="c", response="${response}"`
    return (await send(url, { ...type, authorization }, body)).status
  }
}

function send(url: string, headers: Record<string, string>, body: string) {
  return new Promise<{ status: number; challenge: string }>((resolve, reject) => {
    const length = String(Buffer.byteLength(body))
    const options = {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': length, connection: 'close' },
    }
    const asked = request(url, options, (answer) => {
      answer.resume()
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          challenge: String(answer.headers['www-authenticate'] ?? ''),
        }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
