import { createHash } from 'node:crypto'
import type pg from 'pg'
import { asking, paperBytes, retryPrintJob } from '#modules/printing/index.ts'
import type { MadeTenant } from '#test/make.ts'
import { pieces, sampleReceipt } from '#test/sample-receipt.ts'
import { type EpsonSaid, makeEpson } from './epson-client.ts'
import { makeAskingPrinter, queuePaper } from './print-server.ts'
import { makeStar } from './star-client.ts'

/**
 * One run: a printer, a few papers, and a network and a power line that fail at random. At the end
 * the papers that came out are compared with what the office was told. The same seed is the same run.
 */
export interface World {
  shop: MadeTenant
  serverUrl: string
  /** A connection of the owner's, by which time passes. */
  owner: Pick<pg.Pool, 'query'>
}

export interface RunResult {
  seed: number
  printer: string
  papers: number
  lost: number
  twice: number
  asked: number
}

const STEPS = 14
/** So long a printer waits for an answer, and so long it takes to start. */
const ANSWER_SECONDS = 8
const BOOT_SECONDS = 20
const TRIES = 2

/** A printer with a store of its own keeps papers through a power cut that comes later. */
type Stored = { token: string; body: string; isOut: boolean }

class Lost extends Error {}
class PowerCut extends Error {}

/** A repeatable random number below 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const PRINTERS = ['star', 'old star', 'epson 2.00', 'epson 1.00', 'epson spooler'] as const

const TOKENLESS: readonly string[] = ['old star', 'epson 1.00']

type Run = Awaited<ReturnType<typeof startRun>>

/** @throws with the seed when a paper was lost, or came out twice though nobody asked. */
export async function runInterleaving(world: World, seed: number): Promise<RunResult> {
  const run = await startRun(world, seed)
  for (let step = 0; step < STEPS; step++) {
    await run.turn()
    await meanwhile(run)
  }
  run.isCalm = true
  // Everything works from here on: what waits comes, what is stored comes out, all questions are
  // answered, and what is not known stays a question.
  for (let turn = 0; turn < run.jobs.length * 3 + 6 && (await isBusy(run)); turn++) await run.turn()
  return judge(run)
}

async function startRun(world: World, seed: number) {
  const random = randomFrom(seed)
  const printer = PRINTERS[Math.floor(random() * PRINTERS.length)] ?? 'star'
  const kind = printer.endsWith('star') ? 'star' : 'epson'
  const address = await makeAskingPrinter(world.shop, world.serverUrl, kind)
  const run = {
    ...world,
    seed,
    random,
    printer,
    isCalm: false,
    hasPaper: true,
    jobs: [] as string[],
    /** Which paper looks like this. */
    looks: new Map<string, string>(),
    /** Papers that came out, by job. */
    out: new Map<string, number>(),
    /** How often a person asked for a paper that was a question. */
    asked: new Map<string, number>(),
    /** What is in the printer's own store. */
    store: [] as Stored[],
    late: [] as (() => Promise<unknown>)[],
    turn: async () => {},
    chance: (share: number) => random() < share,
    address,
  }
  if (printer === 'epson spooler') {
    await world.owner.query(`update printer set dialect = 'spooler' where id = $1`, [
      address.printerId,
    ])
  }
  run.turn = kind === 'star' ? starTurns(run) : epsonTurns(run)
  await addPaper(run)
  return run
}

async function addPaper(run: Omit<Run, 'turn'>): Promise<void> {
  const at = run.jobs.length
  const lines = [pieces(`第 ${at} 張`, at + 1)]
  const whole = sampleReceipt({ lines, payments: [] })
  // Short, because it is drawn again and again; what differs is what it says of its goods.
  const { tip: _tip, ...rest } = whole
  const heading = { ...whole.heading, lines: [] }
  const document = { ...rest, heading, meta: { ...whole.meta, rows: [] }, footer: [] }
  const jobId = await queuePaper(run.shop, run.address.printerId, { document })
  const job = { ...PLAIN, id: jobId, document }
  const body = run.printer.endsWith('star')
    ? asking.starPaper(job).body.toString('hex')
    : (await paperBytes(job)).toString('hex').replace(/^1b40/, '')
  run.looks.set(fingerprint(body), jobId)
  run.jobs.push(jobId)
}

/** What a paper's face depends on beside its document. */
const PLAIN = {
  ...({} as asking.OfferedJob),
  widthDots: 384 as const,
  openDrawer: false,
  hasCutter: true,
  hasDrawer: true,
  encoding: 'raster' as const,
  density: 'normal' as const,
}

const fingerprint = (text: string) => createHash('sha256').update(text).digest('hex')

/** Other things that happen: a sale, a person at the printer, a person at the list of papers. */
async function meanwhile(run: Run): Promise<void> {
  if (run.jobs.length < 4 && run.chance(0.3)) await addPaper(run)
  if (run.chance(0.2)) run.hasPaper = false
  else if (run.chance(0.6)) run.hasPaper = true
  if (run.chance(0.15)) await passSeconds(run, 30)
  for (const { id: jobId, status, offerNo } of await statesOf(run)) {
    if (status === 'offered' && run.chance(0.1)) {
      await run.shop.run((tx) => asking.giveUpPrintJob(tx, { jobId, offerNo }))
    }
    if ((status === 'unknown' || status === 'failed') && run.chance(0.4)) {
      run.asked.set(jobId, (run.asked.get(jobId) ?? 0) + 1)
      await run.shop.run((tx) => retryPrintJob(tx, { jobId }))
    }
  }
  if (run.late.length > 0 && run.chance(0.3)) await run.late.shift()?.()
}

const isBusy = async (run: Run): Promise<boolean> =>
  run.store.some(({ isOut }) => !isOut) ||
  (await statesOf(run)).some(({ status }) => ['queued', 'offered', 'sent'].includes(status))

/** Where the papers are, the oldest first. */
async function statesOf(run: Pick<Run, 'owner' | 'address'>) {
  const { rows } = await run.owner.query<{ id: string; status: string; offerNo: number }>(
    `select id, status, offer_no as "offerNo" from print_job
     where printer_id = $1 order by created_at, id`,
    [run.address.printerId],
  )
  return rows
}

const passSeconds = (run: Pick<Run, 'owner' | 'address'>, seconds: number) =>
  run.owner.query(
    `update print_job set offered_at = offered_at - $2 * interval '1 second' where printer_id = $1`,
    [run.address.printerId, seconds],
  )

/** The network: it loses a request, loses an answer, or carries a request twice. */
function carrier(run: Omit<Run, 'turn'>) {
  return async (send: () => Promise<Response>): Promise<Response> => {
    const fate = run.isCalm ? 1 : run.random()
    if (fate < 0.12) return lose()
    if (fate < 0.24) {
      await (await send()).arrayBuffer()
      return lose()
    }
    if (fate < 0.32) {
      // Who knows no tokens can't tell which of two answers at once is the later one.
      if (TOKENLESS.includes(run.printer)) await (await send()).arrayBuffer()
      else void send().then((answer) => answer.arrayBuffer(), ignore)
      return send()
    }
    return send()
  }
  async function lose(): Promise<never> {
    await passSeconds(run, ANSWER_SECONDS)
    throw new Lost()
  }
}

const ignore = () => undefined

/** A paper leaves the printer. */
function comesOut(run: Omit<Run, 'turn'>, body: string): void {
  const jobId = run.looks.get(fingerprint(body))
  if (!jobId) throw new Error(`seed ${run.seed}: the printer was given what nobody queued`)
  run.out.set(jobId, (run.out.get(jobId) ?? 0) + 1)
}

/** Printing: all of it, or the roll ends, or the light goes out before or after. */
async function printOne(run: Omit<Run, 'turn'>, body: string): Promise<'done' | 'no paper'> {
  const fate = run.isCalm ? 1 : run.random()
  if (!run.hasPaper) return 'no paper'
  if (fate < 0.06) await cutPower(run)
  if (fate < 0.2) {
    run.hasPaper = false
    return 'no paper'
  }
  comesOut(run, body)
  if (fate < 0.3) await cutPower(run)
  return 'done'
}

async function cutPower(run: Omit<Run, 'turn'>): Promise<never> {
  await passSeconds(run, BOOT_SECONDS)
  throw new PowerCut()
}

/** What a printer gives up, it has forgotten; the next turn begins anew. */
const forgetful = (turn: () => Promise<void>) => async () => {
  try {
    await turn()
  } catch (error) {
    if (!(error instanceof Lost || error instanceof PowerCut)) throw error
  }
}

async function tryAgain(send: (tries: number) => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await send(tries)
      return
    } catch (error) {
      if (!(error instanceof Lost) || tries + 1 >= TRIES) throw error
    }
  }
}

function starTurns(run: Omit<Run, 'turn'>) {
  const isOld = run.printer === 'old star'
  const star = makeStar({ ...run.address, isOld, carry: carrier(run) })
  // Without a token nobody can tell a message that comes late from a new one.
  const late = makeStar({ ...run.address, isOld })
  const mayBeLate = () => !isOld && !run.isCalm && run.chance(0.25)
  return forgetful(async () => {
    if (run.isCalm) run.hasPaper = true
    star.status = run.hasPaper ? '200 OK' : '410 Out of paper'
    const { status, told } = await star.poll()
    if (status !== 200) throw new Error(`seed ${run.seed}: a poll was answered with ${status}`)
    if (!told?.jobReady || !run.hasPaper) return
    const token = told.jobToken ?? ''
    if (mayBeLate()) run.late.push(() => late.fetch(token))
    const paper = await star.fetch(token).catch(async (error) => {
      if (error instanceof Lost) await star.confirm(token, '520 Download timeout')
      throw error
    })
    if (paper.status !== 200) {
      await star.confirm(token, '520 Download timeout')
      return
    }
    if ((await printOne(run, paper.body.toString('hex'))) === 'no paper') {
      star.status = '410 Out of paper'
      await tryAgain(() => star.poll())
      return
    }
    if (mayBeLate()) run.late.push(() => late.confirm(token))
    await tryAgain((tries) => star.confirm(token, '200 OK', tries))
  })
}

function epsonTurns(run: Omit<Run, 'turn'>) {
  const version = run.printer === 'epson 1.00' ? '1.00' : '2.00'
  const epson = makeEpson({ ...run.address, version, carry: carrier(run) })
  const late = makeEpson({ ...run.address, version })
  const isSpooler = run.printer === 'epson spooler'
  const { store } = run
  return forgetful(async () => {
    if (run.isCalm) run.hasPaper = true
    // Somebody switches it off for good measure, and it forgets all that it had.
    else if (isSpooler && run.chance(0.03)) store.length = 0
    for (const paper of store.filter(({ isOut }) => !isOut)) {
      if (!run.hasPaper || (!run.isCalm && run.chance(0.3))) break
      comesOut(run, paper.body)
      paper.isOut = true
    }
    const { status, papers } = await epson.ask()
    if (status !== 200) throw new Error(`seed ${run.seed}: a request was answered with ${status}`)
    const said: EpsonSaid[] = []
    for (const { token, command } of papers) {
      if (command === undefined) {
        const kept = store.find((each) => each.token === token)
        const code = kept ? 'Printing' : 'JobNotFound'
        said.push(kept?.isOut ? { token, success: true } : { token, success: false, code })
      } else if (isSpooler) {
        if (!run.isCalm && run.chance(0.08)) await cutPower(run)
        store.push({ token: token ?? '', body: command, isOut: false })
        said.push({ token, success: true })
      } else {
        const isDone = (await printOne(run, command)) === 'done'
        const noPaper = { success: false, code: 'EPTR_REC_EMPTY', status: '524300' }
        said.push(isDone ? { token, success: true } : { token, ...noPaper })
      }
    }
    if (said.length === 0) return
    if (version === '2.00' && !run.isCalm && run.chance(0.25)) run.late.push(() => late.tell(said))
    await tryAgain(() => epson.tell(said))
  })
}

async function judge(run: Run): Promise<RunResult> {
  const problems: string[] = []
  const result = { seed: run.seed, printer: run.printer, papers: run.jobs.length }
  const sums = { lost: 0, twice: 0, asked: 0 }
  for (const [at, { id: jobId, status }] of (await statesOf(run)).entries()) {
    const out = run.out.get(jobId) ?? 0
    const asked = run.asked.get(jobId) ?? 0
    const what = `paper ${at} (${status}, came out ${out} times, asked for again ${asked} times)`
    if (out > 1 + asked) problems.push(`${what} came out too often`)
    if (out === 0 && status === 'printed') problems.push(`${what} is lost`)
    if (!['printed', 'unknown', 'failed'].includes(status)) problems.push(`${what} still waits`)
    if (status === 'failed' && out > asked) problems.push(`${what} is called failed`)
    sums.lost += out === 0 ? 1 : 0
    sums.twice += out > 1 ? 1 : 0
    sums.asked += asked
  }
  if (problems.length > 0) {
    throw new Error(`seed ${run.seed}, ${run.printer}: ${problems.join('; ')}`)
  }
  return { ...result, ...sums }
}
