import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { database } from './db.ts'

connectDatabase()

test('a connection that is cut between two statements fails its work, and not the process', async () => {
  const db = database()
  const broken = db.connection().execute(async (connection) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection)
    // The runtime role may end its own sessions.
    await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0}, 5000)`.execute(db)
    return sql`select 1`.execute(connection)
  })
  await expect(broken).rejects.toThrow()
  const next = await sql<{ one: number }>`select 1 as one`.execute(db)
  expect(next.rows).toEqual([{ one: 1 }])
})
