import { createHmac } from 'node:crypto'
import pg from 'pg'

/** Reads and writes rows behind the fence; owns nothing. Every request runs as this role. */
export const APP_ROLE = 'tillage_app'
/** Owns the job queue's schema and sees no other table. */
export const WORKER_ROLE = 'tillage_worker'

/**
 * The connection string of a lesser role on the owner's server. Its password is derived from the
 * owner's, so that one secret configures a server; nobody who knows it learns the owner's.
 */
export function urlForRole(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl)
  const password = passwordFor(ownerUrl, role)
  url.username = role
  url.password = password ?? ''
  return url.toString()
}

function passwordFor(ownerUrl: string, role: string): string | null {
  const secret = decodeURIComponent(new URL(ownerUrl).password)
  return secret === '' ? null : createHmac('sha256', secret).update(`tillage:${role}`).digest('hex')
}

/** Creates the two lesser roles, or sets their passwords anew after the owner's changed. */
export async function ensureRoles(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (const role of [APP_ROLE, WORKER_ROLE]) await ensureRole(client, ownerUrl, role)
    await client.query(
      `do $$ begin execute format('grant connect, create on database %I to ${WORKER_ROLE}', current_database()); end $$`,
    )
  } finally {
    await client.end()
  }
}

async function ensureRole(client: pg.Client, ownerUrl: string, role: string): Promise<void> {
  const password = passwordFor(ownerUrl, role)
  const options = `login nosuperuser nobypassrls nocreatedb nocreaterole${password ? ` password '${password}'` : ''}`
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (!rowCount) {
    // Another process may create it in the same instant; then it is there, which is all we want.
    await client.query(
      `do $$ begin create role ${role} ${options}; exception when duplicate_object or unique_violation then null; end $$`,
    )
  } else if (password) {
    await client.query(
      `do $$ begin alter role ${role} password '${password}'; exception when insufficient_privilege then null; end $$`,
    )
  }
}
