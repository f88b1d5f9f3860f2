import { Agent, request } from 'node:http'
import pg from 'pg'
import { urlForRole, WORKER_ROLE } from '#modules/kernel/roles.ts'
import { JournalWriter } from '#modules/pos/index.ts'
import { MadeDevice } from '#test/make-device.ts'
import { sellByHand } from './hand-made.ts'
import { measureRate, type Rate, round } from './measure.ts'
import type { BenchServer } from './server.ts'

const NO_TAX = { taxable: 0, zero: 0, exempt: 0 }

export interface Cell {
  http: Rate
  byHand: Rate
  /** Committed sales through HTTP for each one written by hand. */
  ratio: number
}

/** One sale a request, from 1, 8 and 32 devices; both ways take turns, twice, and the better counts. */
export async function benchSales(
  server: BenchServer,
  seconds: number,
): Promise<Record<string, Cell>> {
  const cells: Record<string, Cell> = {}
  for (const devices of [1, 8, 32]) {
    const rounds: { http: Rate; byHand: Rate }[] = []
    for (let round = 0; round < 2; round += 1) {
      const http = await overHttp(server, devices, seconds)
      await drainJobs(server)
      const hand = await byHand(server, devices, seconds)
      await drainJobs(server)
      rounds.push({ http, byHand: hand })
    }
    const best = (key: 'http' | 'byHand') =>
      rounds.map((each) => each[key]).reduce((a, b) => (b.perSecond > a.perSecond ? b : a))
    const cell = { http: best('http'), byHand: best('byHand'), ratio: 0 }
    cell.ratio = round(cell.http.perSecond / cell.byHand.perSecond)
    cells[devices] = cell
    console.log(
      `${String(devices).padStart(3)} devices: ${cell.http.perSecond}/s over HTTP (p50 ${cell.http.p50Ms} ms, p99 ${cell.http.p99Ms} ms), ${cell.byHand.perSecond}/s by hand, ratio ${cell.ratio}`,
    )
  }
  return cells
}

/** Both ways leave jobs behind; whoever comes next must not be measured with their work. */
async function drainJobs(server: BenchServer): Promise<void> {
  const client = new pg.Client({ connectionString: urlForRole(server.ownerUrl, WORKER_ROLE) })
  await client.connect()
  const left = async () =>
    (await client.query<{ n: number }>('select count(*)::int as n from graphile_worker.jobs'))
      .rows[0]?.n
  while ((await left()) !== 0) await client.query('select pg_sleep(0.2)')
  await client.end()
}

/** Three different products for each sale, walking through the shelf. */
const basket = (server: BenchServer, turn: number): string[] =>
  [0, 1, 2].map((offset) => server.products[(turn * 3 + offset) % server.products.length] ?? '')

export interface BenchTill {
  agent: Agent
  till: JournalWriter
  device: MadeDevice
}

/** A device that the shop has let in. */
export async function registerTill(server: BenchServer, agent: Agent): Promise<BenchTill> {
  const till = new JournalWriter()
  const device = new MadeDevice(till.tillId)
  const { tillId, journalId } = till
  const body = { tillId, journalId, publicKey: device.publicKey }
  await post(server, agent, `/${server.slug}/settings/tills/here`, body, { cookie: server.cookie })
  return { agent, till, device }
}

/** Three goods for cash, as a till sends them; over when the server has answered. */
export async function sellThree(
  server: BenchServer,
  { agent, till, device }: BenchTill,
  turn: number,
  wantsReceipt = false,
): Promise<void> {
  const lines = basket(server, turn).map((productId) => ({
    productId,
    name: '冬瓜茶',
    unit: 'bottle',
    soldBy: 'piece' as const,
    taxClass: 'taxable' as const,
    quantityMilli: 1000,
    unitPriceMinor: 25,
  }))
  const event = till.sale({
    cashierId: server.userId,
    lines,
    taxRates: NO_TAX,
    tenderedMinor: 100,
    wantsReceipt,
  })
  const pathAndQuery = '/api/till/events'
  const batch = till.batch(event)
  const headers = device.headers({ method: 'POST', pathAndQuery, body: JSON.stringify(batch) })
  const reply = await post(server, agent, pathAndQuery, batch, headers)
  if (!reply.includes('"posted"')) throw new Error(`not posted: ${reply}`)
}

async function overHttp(server: BenchServer, devices: number, seconds: number): Promise<Rate> {
  const agent = new Agent({ keepAlive: true, maxSockets: devices })
  const tills: BenchTill[] = []
  while (tills.length < devices) tills.push(await registerTill(server, agent))
  let turn = 0
  const rate = await measureRate(devices, seconds * 1000, async (caller) => {
    const till = tills[caller]
    turn += 1
    if (till) await sellThree(server, till, turn)
  })
  agent.destroy()
  return rate
}

function post(
  server: BenchServer,
  agent: Agent,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(body))
  return new Promise((resolve, reject) => {
    const call = request(
      `${server.url}${path}`,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': bytes.length,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(text)
            : reject(new Error(`${response.statusCode} ${text}`)),
        )
      },
    )
    call.on('error', reject)
    call.end(bytes)
  })
}

async function byHand(server: BenchServer, devices: number, seconds: number): Promise<Rate> {
  const pool = new pg.Pool({ connectionString: server.appUrl, max: Math.min(devices, 20) })
  const journals = Array.from({ length: devices }, () => new JournalWriter())
  const actor = { tenantId: server.tenantId, userId: server.userId }
  for (const [index, journal] of journals.entries()) {
    const client = await pool.connect()
    await client.query('begin')
    await client.query(
      `select set_config('app.tenant_id', $1, true), set_config('app.user_id', $2, true)`,
      [actor.tenantId, actor.userId],
    )
    await client.query(
      `insert into till (id, number, name) select $1, coalesce(max(number), 0) + 1, $2 from till`,
      [journal.tillId, `hand ${index}`],
    )
    await client.query('insert into till_journal (till_id, journal_id) values ($1, $2)', [
      journal.tillId,
      journal.journalId,
    ])
    await client.query('commit')
    client.release()
  }
  const seqs = new Array<number>(devices).fill(0)
  let turn = 0
  const rate = await measureRate(devices, seconds * 1000, async (caller) => {
    const journal = journals[caller]
    if (!journal) return
    turn += 1
    const seq = (seqs[caller] ?? 0) + 1
    seqs[caller] = seq
    const products = basket(server, turn)
    const client = await pool.connect()
    try {
      await sellByHand(
        client,
        { ...actor, tillId: journal.tillId, journalId: journal.journalId },
        products,
        seq,
      )
    } finally {
      client.release()
    }
  })
  await pool.end()
  return rate
}
