import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Tx } from './db.ts'
import type { DB } from './schema.ts'

/** Rows for one table, in the words of TypeScript; all have the same keys. */
export type RowsOf<Table extends keyof DB> = readonly Insertable<DB[Table]>[]

type Batch = { [Table in keyof DB]?: RowsOf<Table> }

/**
 * Writes rows into several tables in one statement, however many rows there are: each table's rows
 * travel as one JSON value. For the ways that are walked at every sale, where a query builder's own
 * work would cost more than the database's. Columns that are left out take their defaults.
 *
 * Foreign keys between the tables hold, because they are checked when the statement ends.
 */
export async function insertRows(tx: Tx, batch: Batch): Promise<void> {
  const inserts = Object.entries(batch).flatMap(([table, rows]) =>
    rows.length > 0 ? [insertOf(table, rows)] : [],
  )
  const last = inserts.pop()
  if (!last) return
  if (inserts.length === 0) await last.execute(tx)
  else await sql`with ${sql.join(inserts.map(named))} ${last}`.execute(tx)
}

const named = (insert: RawBuilder<unknown>, index: number) =>
  sql`${sql.raw(`w${index}`)} as (${insert})`

function insertOf(table: string, rows: readonly object[]): RawBuilder<unknown> {
  const target = snake(table)
  const columns = Object.keys(rows[0] ?? {})
    .map(snake)
    .join(', ')
  const json = JSON.stringify(rows.map(snakeKeys))
  return sql`insert into ${sql.raw(target)} (${sql.raw(columns)})
    select ${sql.raw(columns)} from jsonb_populate_recordset(null::${sql.raw(target)}, ${json}::jsonb)`
}

const snakeKeys = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value]))

const words = new Map<string, string>()
/** `saleLine` as `sale_line`. Names come from our own code and never from a request. */
function snake(name: string): string {
  let word = words.get(name)
  if (word === undefined) {
    word = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    words.set(name, word)
  }
  return word
}
