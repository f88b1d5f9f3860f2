import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations as migrateJobQueue } from 'graphile-worker'
import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { APP_ROLE, ensureRoles, urlForRole, WORKER_ROLE } from './roles.ts'

/** A database this version of Tillage must not touch, said in one sentence. */
export class MigrationError extends Error {}

/**
 * Brings a database to this version: roles, the job queue, then every file of `migrations/` that
 * has not run. Safe to call from several processes at once (Kysely's migrator locks).
 *
 * @param ownerUrl the role that owns the schema; it may create roles, or they exist already.
 * @returns the names of the migrations that ran now.
 * @throws MigrationError when the database is newer than this program.
 */
export async function migrate(ownerUrl: string, folder = 'migrations'): Promise<string[]> {
  await ensureRoles(ownerUrl)
  await prepareJobQueue(ownerUrl)
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const files = await readMigrations(folder)
    const migrator = new Migrator({ db, provider: { getMigrations: async () => files } })
    const { error, results } = await migrator.migrateToLatest()
    if (error) throw explain(error)
    return (results ?? [])
      .filter((each) => each.status === 'Success')
      .map((each) => each.migrationName)
  } finally {
    await db.destroy()
  }
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const entries = names.map(async (name) => {
    const text = await readFile(path.join(folder, name), 'utf8')
    const up: Migration['up'] = async (db) => {
      await sql.raw(text).execute(db)
    }
    return [name.replace(/\.sql$/, ''), { up }] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

function explain(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error)
  const missing = /previously executed migration (\S+) is missing/.exec(message)
  if (missing) {
    return new MigrationError(
      `The database is newer than this Tillage: it has had "${missing[1]}", which this version does not know. Start the newer version, or point DATABASE_URL at another database.`,
    )
  }
  return error
}

/**
 * The queue's tables belong to the worker's role. The application may add events through one
 * function and see nothing: payloads of other tenants wait in the same queue.
 */
async function prepareJobQueue(ownerUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: urlForRole(ownerUrl, WORKER_ROLE), max: 2 })
  // The job queue insists that broken connections have somebody to hear of it.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await migrateJobQueue({ pgPool: pool })
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query('select pg_advisory_xact_lock(7130)')
      await client.query(JOBS_SQL)
      await client.query('commit')
    } finally {
      client.release()
    }
  } finally {
    await pool.end()
  }
}

const JOBS_SQL = `
create schema if not exists jobs;
-- plpgsql, because it keeps its plans from call to call.
create or replace function jobs.enqueue_events(envelopes jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(
    'event',
    json_build_object(
      'id', e->>'id', 'event', e->>'event', 'payload', e->'payload',
      'tenantId', current_setting('app.tenant_id'),
      'userId', nullif(current_setting('app.user_id', true), '')),
    run_at => now() + make_interval(secs => coalesce((e->>'afterSeconds')::int, 0)),
    max_attempts => 5)
  from jsonb_array_elements(envelopes) e;
end $$;
revoke execute on function jobs.enqueue_events(jsonb) from public;
grant usage on schema jobs to ${APP_ROLE};
grant execute on function jobs.enqueue_events(jsonb) to ${APP_ROLE};
`
