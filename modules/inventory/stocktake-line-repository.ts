import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

export interface CountLineRow {
  productId: string
  expectedMilli: number
  countedMilli: number
  /** ISO 8601; null when nobody counted it. */
  countedAt: string | null
  valueMinor: number
}

/** Keeps what a stocktake found, in one statement for any number of products. */
export async function insertCountLines(
  tx: Tx,
  stocktakeId: string,
  lines: readonly CountLineRow[],
): Promise<void> {
  await sql`
    insert into stocktake_line (stocktake_id, product_id, expected_milli, counted_milli,
                                counted_at, value_minor)
    select ${stocktakeId}::uuid, l.*
    from unnest(${lines.map((each) => each.productId)}::uuid[],
                ${lines.map((each) => each.expectedMilli)}::bigint[],
                ${lines.map((each) => each.countedMilli)}::bigint[],
                ${lines.map((each) => each.countedAt)}::timestamptz[],
                ${lines.map((each) => each.valueMinor)}::bigint[]) l`.execute(tx)
}

/** What was found when it was posted. */
export interface PostedLine extends CountLineRow {
  name: string
  unit: string
  pictogram: string | null
  pictureId: string | null
}

/** The biggest difference in value first, whichever way. */
export async function listCountLines(tx: Tx, stocktakeId: string): Promise<PostedLine[]> {
  const rows = await tx
    .selectFrom('stocktakeLine as l')
    .innerJoin('product as p', 'p.id', 'l.productId')
    .select([
      'l.productId',
      'l.expectedMilli',
      'l.countedMilli',
      'l.countedAt',
      'l.valueMinor',
      'p.name',
      'p.unit',
      'p.pictogram',
      'p.pictureId',
    ])
    .where('l.stocktakeId', '=', stocktakeId)
    .orderBy(sql`abs(l.value_minor)`, 'desc')
    .orderBy(sql`abs(l.counted_milli - l.expected_milli)`, 'desc')
    .orderBy('p.name')
    .execute()
  return rows.map((row) => ({ ...row, countedAt: row.countedAt?.toISOString() ?? null }))
}
