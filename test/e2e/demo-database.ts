import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { closeDatabase, inTenant, openDatabase, type Tx } from '#modules/kernel/db.ts'
import { APP_ROLE, urlForRole } from '#modules/kernel/roles.ts'

/** Does something in a tenant of a running demo, beside it and as its own pages would do it. */
export async function inDemo<Result>(
  dataDir: string,
  slug: string,
  work: (tx: Tx, tenantId: string) => Promise<Result>,
): Promise<Result> {
  const owner = ownerUrl(path.join(dataDir, 'postgres'))
  const tenantId = await findTenant(owner, slug)
  openDatabase({ appUrl: urlForRole(owner, APP_ROLE), maxConnections: 2 })
  try {
    return await inTenant({ tenantId, userId: null }, 'read write', (tx) => work(tx, tenantId))
  } finally {
    await closeDatabase()
  }
}

/** Changes what no part of the program may: how time went by, for a test that can't wait. */
export const asDemoOwner = (dataDir: string, text: string, values: unknown[]): Promise<unknown> =>
  queryAs(ownerUrl(path.join(dataDir, 'postgres')), text, values)

async function findTenant(owner: string, slug: string): Promise<string> {
  const [row] = await queryAs<{ id: string }>(owner, 'select id from tenant where slug = $1', [
    slug,
  ])
  if (!row) throw new Error(`The demo has no ${slug}`)
  return row.id
}

async function queryAs<Row extends pg.QueryResultRow>(
  owner: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Where the embedded PostgreSQL of a data folder listens, as it wrote down itself. */
function ownerUrl(folder: string): string {
  const elsewhere = path.join(folder, 'cluster-path')
  const home = existsSync(elsewhere) ? readFileSync(elsewhere, 'utf8').trim() : folder
  const mark = readFileSync(path.join(home, 'cluster', 'postmaster.pid'), 'utf8')
  const [, , , port] = mark.split('\n')
  const { tillageOwner } = JSON.parse(readFileSync(path.join(folder, 'password'), 'utf8'))
  return `postgres://tillage_owner:${tillageOwner}@127.0.0.1:${port}/tillage`
}
