import pg from 'pg'
import { closeDatabase, inTenant, openDatabase, type Tx } from '#modules/kernel/db.ts'
import { APP_ROLE, urlForRole } from '#modules/kernel/roles.ts'
import { visitedDemo } from './demos.ts'

/** Does something in a tenant of the demo that is visited, beside it and as its own pages would do it. */
export async function inDemo<Result>(
  slug: string,
  work: (tx: Tx, tenantId: string) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl = '' } = visitedDemo()
  const tenantId = await findTenant(databaseUrl, slug)
  openDatabase({ appUrl: urlForRole(databaseUrl, APP_ROLE), maxConnections: 2 })
  try {
    return await inTenant({ tenantId, userId: null }, 'read write', (tx) => work(tx, tenantId))
  } finally {
    await closeDatabase()
  }
}

/** Changes what no part of the program may: how time went by, for a test that can't wait. */
export const asDemoOwner = (text: string, values: unknown[]): Promise<unknown> =>
  queryAs(visitedDemo().databaseUrl ?? '', text, values)

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
