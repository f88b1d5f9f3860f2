import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { assert } from './errors.ts'
import { PreparingClient } from './preparing-client.ts'
import type { DB } from './schema.ts'

declare const tenantScope: unique symbol

/** The whole database, across tenants: sign-in and the start-up check only. */
export type Db = Kysely<DB>
/** A transaction that PostgreSQL has fenced to one tenant. Only `inTenant` makes one. */
export type Tx = Transaction<DB> & { readonly [tenantScope]: true }
/** A transaction that PostgreSQL has fenced to one person, in no tenant. */
export type PersonTx = Transaction<DB>

/** Who acts, and where. `userId` is null for the system itself (jobs, imports). */
export interface Actor {
  tenantId: string
  userId: string | null
}
type Access = 'read only' | 'read write'

const BIGINT = 20
const DATE = 1082

/** bigint arrives as a number, or as an error past 2^53 - 1; dates stay text; ids stay text. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === BIGINT && format !== 'binary') return parseBigint
    if (oid === DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format)
  },
}
function parseBigint(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), `a bigint fits a safe integer: ${text}`)
  return value
}

interface Connections {
  pool: pg.Pool
  db: Db
  appUrl: string
  closers: (() => Promise<void>)[]
}
// The server bundle and the program that hosts it each carry a copy of this file, and must share
// one pool: hence the global.
const shared: { tillageConnections?: Connections } = globalThis as never

export interface DatabaseOptions {
  /** Connection string of the runtime role, which owns nothing and bypasses nothing. */
  appUrl: string
  maxConnections?: number
}

/** Opens the pool that every edge of this process uses. Opening twice replaces the first. */
export function openDatabase(options: DatabaseOptions): Db {
  // Statements that need not wait for each other's answers are sent together and share a round trip
  // (docs/decisions/010-pipelined-writes.md). The typings of `pg` do not know the option yet.
  const pipelined: pg.PoolConfig & { pipeline: true } = { pipeline: true }
  const pool = new pg.Pool({
    ...pipelined,
    Client: PreparingClient,
    connectionString: options.appUrl,
    max: options.maxConnections ?? 20,
    types,
    application_name: 'tillage',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  // A connection that breaks (PostgreSQL restarts) must not end the process, whether it rests or
  // works: whoever waits for an answer is told, and sends again.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  shared.tillageConnections = { pool, db, appUrl: options.appUrl, closers: [] }
  return db
}

/** Lets running queries end and closes the pool. */
export async function closeDatabase(): Promise<void> {
  const open = shared.tillageConnections
  delete shared.tillageConnections
  for (const close of open?.closers ?? []) await close()
  await open?.db.destroy()
}

/** The address for a connection that only listens and stays open beside the pool. */
export function listenerUrl(): string {
  assert(shared.tillageConnections, 'openDatabase was called before anybody listens')
  return shared.tillageConnections.appUrl
}

/** Ends something together with the pool. */
export function whenClosing(close: () => Promise<void>): void {
  shared.tillageConnections?.closers.push(close)
}

/** The database, across tenants. For sign-in, health checks and the worker's look-ups; not for routes. */
export function database(): Db {
  assert(shared.tillageConnections, 'openDatabase was called before the first query')
  return shared.tillageConnections.db
}

/**
 * The database that holds a tenant. There is one today; when tenants are spread over several
 * servers, this is the only place that knows.
 */
export function dbFor(_tenantId: string): Db {
  return database()
}

/** Commits when `work` returns, rolls back when it throws. Only edges call this. */
export async function inTenant<T>(
  actor: Actor,
  access: Access,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const begun = dbFor(actor.tenantId).transaction()
  // Whoever only reads sees one moment: a page's sum and its rows, or a till's customers and its goods.
  return (access === 'read only' ? begun.setIsolationLevel('repeatable read') : begun).execute(
    async (tx) => {
      // The first question is sent behind the fence without waiting for its answer. A fence that
      // failed would have failed the transaction, and PostgreSQL then answers nothing that follows.
      const entered = enter(tx, actor.tenantId, actor.userId ?? '', access)
      const [, value] = await Promise.all([entered, work(tx as Tx)])
      return value
    },
  )
}

/** The same for one person and no tenant: own sessions, own language, a first sign-up. */
export async function asPerson<T>(
  userId: string,
  access: Access,
  work: (tx: PersonTx) => Promise<T>,
): Promise<T> {
  return database()
    .transaction()
    .execute(async (tx) => {
      await enter(tx, '', userId, access)
      return work(tx)
    })
}

/** One round trip: the fence and the access mode, both gone with the transaction. */
function enter(tx: Transaction<DB>, tenantId: string, userId: string, access: Access) {
  return sql`select set_config('app.tenant_id', ${tenantId}, true),
                    set_config('app.user_id', ${userId}, true),
                    set_config('transaction_read_only', ${access === 'read only' ? 'on' : 'off'}, true)`.execute(
    tx,
  )
}

/** The tenant this transaction is fenced to. */
export async function tenantOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select current_tenant() as id`.execute(tx)
  assert(rows[0], 'current_tenant answers one row')
  return rows[0].id
}

/** Runs work that may fail on its data alone, and takes back only that work when it does. */
export async function withSavepoint<T>(
  tx: Tx,
  work: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; error: unknown }> {
  await sql`savepoint work`.execute(tx)
  try {
    const value = await work()
    await sql`release savepoint work`.execute(tx)
    return { ok: true, value }
  } catch (error) {
    await sql`rollback to savepoint work`.execute(tx)
    return { ok: false, error }
  }
}
