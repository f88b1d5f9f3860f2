import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { CountEntry, CountMode, CountWay, Uncounted } from './shared-count.ts'

export interface StocktakeRow {
  id: string
  name: string
  mode: CountMode
  locationId: string | null
  isWhole: boolean
  openedAt: Date
}

/** Writes a stocktake down, once. @returns false when its id was used before. */
export async function insertStocktake(
  tx: Tx,
  row: Omit<StocktakeRow, 'openedAt'>,
  categoryIds: readonly string[],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('stocktake')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  if (categoryIds.length > 0) {
    await tx
      .insertInto('stocktakeCategory')
      .values(categoryIds.map((categoryId) => ({ stocktakeId: row.id, categoryId })))
      .execute()
  }
  return true
}

/** How a stocktake ended, if it did. */
export interface StocktakeEnd {
  how: 'posted' | 'dropped'
  uncounted: Uncounted | null
  actId: string | null
  endedAt: Date
}

export interface StandingStocktake extends StocktakeRow {
  end: StocktakeEnd | null
}

/**
 * One stocktake and whether it has ended.
 *
 * @param lock `share` for whoever sends counts, `update` for whoever ends it: they wait for each other.
 */
export async function findStocktake(
  tx: Tx,
  id: string,
  lock?: 'share' | 'update',
): Promise<StandingStocktake | undefined> {
  const found = tx
    .selectFrom('stocktake')
    .select(['id', 'name', sql<CountMode>`mode`.as('mode'), 'locationId', 'isWhole', 'openedAt'])
    .where('id', '=', id)
  const locked = lock === 'share' ? found.forShare() : lock === 'update' ? found.forUpdate() : found
  const row = await locked.executeTakeFirst()
  if (!row) return undefined
  // Asked after the lock is held, or the end of whoever held it before would not be seen.
  const end = await tx
    .selectFrom('stocktakeEnd')
    .select([
      sql<StocktakeEnd['how']>`how`.as('how'),
      sql<Uncounted | null>`uncounted`.as('uncounted'),
      'actId',
      'endedAt',
    ])
    .where('stocktakeId', '=', id)
    .executeTakeFirst()
  return { ...row, end: end ?? null }
}

export async function insertEnd(
  tx: Tx,
  end: Pick<StocktakeEnd, 'how' | 'uncounted' | 'actId'> & { stocktakeId: string },
): Promise<void> {
  await tx.insertInto('stocktakeEnd').values(end).execute()
}

export async function insertKey(
  tx: Tx,
  key: { id: string; stocktakeId: string; secretHash: Buffer },
): Promise<void> {
  await tx.insertInto('stocktakeKey').values(key).execute()
}

export const findKey = (tx: Tx, id: string) =>
  tx
    .selectFrom('stocktakeKey')
    .select(['stocktakeId', 'secretHash'])
    .where('id', '=', id)
    .executeTakeFirst()

export type CountProblem = 'late' | 'unreadable' | 'unknown_product' | 'fork'

/** An entry as it is kept. What could not be read has its body alone. */
export interface EntryRow {
  id: string
  stocktakeId: string
  journalId: string
  seq: number
  deviceId: string | null
  turn: number | null
  who: string | null
  shelf: string | null
  productId: string | null
  how: CountWay | null
  quantityMilli: number | null
  countedAt: Date
  problem: CountProblem | null
  body: unknown
  hash: string
}

/** Writes entries down, each once. @returns the ids of those that were not there before. */
export async function insertCountEntries(tx: Tx, rows: readonly EntryRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const written = await tx
    .insertInto('stocktakeEntry')
    .values(rows.map((row) => ({ ...row, body: JSON.stringify(row.body) })))
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .returning('id')
    .execute()
  return new Set(written.map(({ id }) => id))
}

/** The hashes of entries that are kept already. */
export async function findCountHashes(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('stocktakeEntry')
    .select(['id', 'hash'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/** The last entry of a journal that is kept. Phones send in order, so nothing before it is missing. */
export async function findLastCountSeq(tx: Tx, journalId: string): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`
    select max(seq) as seq from stocktake_entry where journal_id = ${journalId}`.execute(tx)
  return Number(rows[0]?.seq ?? 0)
}

export async function countEntries(tx: Tx, stocktakeId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('stocktakeEntry')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('stocktakeId', '=', stocktakeId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Everything that counts in a stocktake, as it is added up. */
export async function listCountEntries(tx: Tx, stocktakeId: string): Promise<CountEntry[]> {
  const { rows } = await sql<Omit<CountEntry, 'countedAt'> & { countedAt: Date }>`
    select id, device_id, turn, who, shelf, product_id, how, quantity_milli, counted_at
    from stocktake_entry where stocktake_id = ${stocktakeId} and problem is null`.execute(tx)
  return rows.map((row) => ({
    ...row,
    turn: Number(row.turn),
    quantityMilli: Number(row.quantityMilli),
    countedAt: row.countedAt.toISOString(),
  }))
}

/** An entry that does not count, and why. */
export interface SetAside {
  id: string
  problem: CountProblem
  who: string | null
  productName: string | null
  unit: string | null
  quantityMilli: number | null
  countedAt: Date
}

const MAX_ASIDE = 200

/** What phones sent that does not count, the newest first. */
export async function listSetAside(tx: Tx, stocktakeId: string): Promise<SetAside[]> {
  return tx
    .selectFrom('stocktakeEntry as e')
    .leftJoin('product as p', 'p.id', 'e.productId')
    .select([
      'e.id',
      sql<CountProblem>`e.problem`.as('problem'),
      'e.who',
      'p.name as productName',
      'p.unit',
      'e.quantityMilli',
      'e.countedAt',
    ])
    .where('e.stocktakeId', '=', stocktakeId)
    .where('e.problem', 'is not', null)
    .orderBy('e.receivedAt', 'desc')
    .orderBy('e.id')
    .limit(MAX_ASIDE)
    .execute()
}
