import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { closeDatabase, openDatabase } from '#modules/kernel/db.ts'
import { APP_ROLE, urlForRole } from '#modules/kernel/roles.ts'

/** Opens the run's database as the runtime role for one test file. Call it once, at the top. */
export function connectDatabase(): void {
  beforeAll(() => {
    openDatabase({ appUrl: urlForRole(inject('ownerUrl'), APP_ROLE), maxConnections: 10 })
  })
  afterAll(closeDatabase)
}

/** A query as the owner, who sees all tenants: for looking from outside, never for the code under test. */
export async function asOwner<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: inject('ownerUrl') })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
