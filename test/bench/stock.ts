import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { openBooks } from '#modules/bookkeeping/index.ts'
import { stockLists, stockReports } from '#modules/inventory/index.ts'
import { closeDatabase, inTenant, openDatabase, type Tx } from '#modules/kernel/db.ts'
import { startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import { migrate } from '#modules/kernel/migrate.ts'
import { APP_ROLE, urlForRole } from '#modules/kernel/roles.ts'
import { cpuSeconds } from './cpu-time.ts'
import { percentile, round } from './measure.ts'
import { benchPosting } from './posting.ts'

/**
 * `npm run bench:stock`: what lay there on a past day, of 10,000 products with a million moves of
 * three years, beside the shortest SQL that adds the same moves up; and what posting a sale costs a
 * shop of a thousand sales and one of a million. `--moves N` and `--sales N` fill other numbers, and
 * `--sales 0` leaves the second part out. Results go to `test/bench/stock-results.json`; nothing is
 * asserted.
 */
const RESULTS = 'test/bench/stock-results.json'
const asked = (name: string) => {
  const at = process.argv.indexOf(name)
  return at === -1 ? 1_000_000 : Number(process.argv[at + 1])
}
const MOVES = asked('--moves')
const SALES = asked('--sales')
const PRODUCTS = 10_000
const DAYS = 1095
const RUNS = 9

const results = {
  measuredAt: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model,
  // How many others wanted the processors; above their number every wall-clock time says too much.
  processors: cpus().length,
  load: loadavg().map(round),
  ...(await benchLists()),
  ...(SALES > 0 ? { posting: await benchPosting(SALES) } : {}),
}
console.log(results)
await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`)

async function benchLists() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres') })
  try {
    await migrate(postgres.ownerUrl)
    await computeAlone(postgres.ownerUrl)
    openDatabase({ appUrl: urlForRole(postgres.ownerUrl, APP_ROLE), maxConnections: 1 })
    const shop = { tenantId: randomUUID(), userId: null }
    await fill(postgres.ownerUrl, shop.tenantId)
    const lists = await measureLists((work) => inTenant(shop, 'read only', work))
    await closeDatabase()
    return lists
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measureLists(read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>) {
  const at = (daysAgo: number) => read((tx) => stockLists.listStock(tx, { day: dayAgo(daysAgo) }))
  const pid = await read(backendPid)
  const product = await read(firstProduct)
  const year = { from: dayAgo(365), to: dayAgo(0), limit: 100 }
  return {
    products: PRODUCTS,
    moves: MOVES,
    byHandMs: await middle(() => read((tx) => sumByHand(tx, dayAgo(DAYS / 2)))),
    nowMs: await middle(() => read((tx) => stockLists.listStock(tx, {}))),
    yesterdayMs: await middle(() => at(1)),
    middleMs: await middle(() => at(Math.floor(DAYS / 2))),
    firstMonthMs: await middle(() => at(DAYS - 30)),
    movementMs: await middle(() =>
      read((tx) =>
        stockLists.getMovement(tx, { productId: product, from: dayAgo(DAYS), to: dayAgo(0) }),
      ),
    ),
    // What the database computes for one of them: a busy machine beside it changes this little.
    cpuMs: {
      byHand: await computed(pid, () => read((tx) => sumByHand(tx, dayAgo(1)))),
      yesterday: await computed(pid, () => at(1)),
      middle: await computed(pid, () => at(Math.floor(DAYS / 2))),
    },
    turnoverMs: await middle(() => read((tx) => stockReports.listTurnover(tx, year))),
    deadMs: await middle(() =>
      read((tx) => stockReports.listDeadStock(tx, { since: dayAgo(60), limit: 100 })),
    ),
    shrinkageMs: await middle(() => read((tx) => stockReports.listShrinkage(tx, year))),
  }
}

function dayAgo(days: number): string {
  return new Date(Date.now() - Math.floor(days) * 86_400_000).toISOString().slice(0, 10)
}

/** A shop whose moves are spread over its products and three years, each product first bought. */
async function fill(ownerUrl: string, tenantId: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(
    `insert into tenant (id, kind, slug, name) values ($1, 'shop', 'bench-shop', 'Bench shop')`,
    [tenantId],
  )
  await inTenant({ tenantId, userId: null }, 'read write', openBooks)
  await client.query(
    `select set_config('app.tenant_id', $1, false), set_config('app.user_id', '', false)`,
    [tenantId],
  )
  await client.query(`create temporary table goods as
    select n, gen_random_uuid() as id from generate_series(0, ${PRODUCTS - 1}) n`)
  await client.query(`insert into product (id, name, unit, price_minor, cost_minor)
    select id, '貨品 ' || n, 'bottle', 25, 15 from goods`)
  await client.query(`insert into stock_move (id, product_id, kind, quantity_milli, value_minor,
      source_type, source_id, occurred_at, posted_on)
    select gen_random_uuid(), g.id, case when m < ${PRODUCTS} then 'purchase' else 'sale' end,
           case when m < ${PRODUCTS} then 1000000 else -1000 end,
           case when m < ${PRODUCTS} then 15000 else -15 end,
           'bench', gen_random_uuid(), now() - d * interval '1 day', current_date - d
    from generate_series(0, ${MOVES - 1}) m
    join goods g on g.n = m % ${PRODUCTS}
    cross join lateral (select ${DAYS} - (m::bigint * ${DAYS} / ${MOVES})::int as d) day`)
  await client.query(`insert into stock_level (product_id, quantity_milli, value_minor, is_counted)
    select product_id, sum(quantity_milli), sum(value_minor), true from stock_move
    group by product_id`)
  await client.query('vacuum analyze stock_move')
  await client.query('analyze')
  await client.end()
}

async function firstProduct(tx: Tx): Promise<string> {
  const row = await tx.selectFrom('product').select('id').limit(1).executeTakeFirstOrThrow()
  return row.id
}

/** What somebody would write who only wants the sums. */
async function sumByHand(tx: Tx, day: string): Promise<void> {
  await sql`select product_id, sum(quantity_milli), sum(value_minor) from stock_move
    where posted_on <= ${day}::date group by product_id`.execute(tx)
}

/** One process computes each answer, so that what it took can be told. */
async function computeAlone(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(`do $$ begin execute format(
    'alter database %I set max_parallel_workers_per_gather = 0', current_database()); end $$`)
  await client.end()
}

/** The process that answers the only connection. */
async function backendPid(tx: Tx): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
  return rows[0]?.pid ?? 0
}

/** Milliseconds that a process computed for one of some runs; undefined where the system does not say. */
async function computed(pid: number, work: () => Promise<unknown>): Promise<number | undefined> {
  const before = cpuSeconds(pid)
  for (let run = 0; run < RUNS; run += 1) await work()
  const after = cpuSeconds(pid)
  if (before === undefined || after === undefined) return undefined
  return round(((after - before) * 1000) / RUNS)
}

/** The middle of some runs, in milliseconds; the first one warms up. */
async function middle(work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  return round(
    percentile(
      times.sort((a, b) => a - b),
      0.5,
    ),
  )
}
