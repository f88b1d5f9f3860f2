import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { listUnits } from './product-units.ts'
import type { UnitChoice } from './shared.ts'
import { endOfPrefix, searchWords } from './tokens.ts'

export const STOCK_FILTERS = ['all', 'low', 'negative', 'none'] as const
export type StockFilter = (typeof STOCK_FILTERS)[number]

/** What lies there of a product, and what it is worth. */
export interface StockRow {
  productId: string
  name: string
  unit: string
  pictogram: string | null
  pictureId: string | null
  quantityMilli: number
  /** Whole NT$; at one place it is that place's share of all of it. */
  valueMinor: number
  isLow: boolean
  units: UnitChoice[]
}

export interface StockPage {
  rows: StockRow[]
  /** Over all products, whatever is searched for and shown. */
  sums: { valueMinor: number; productCount: number; negativeCount: number; lowCount: number }
  hasMore: boolean
}

export interface StockQuery {
  search?: string | undefined
  filter?: StockFilter | undefined
  categoryId?: string | undefined
  /** Undefined: everywhere together. Null: the shop floor. */
  placeId?: string | null | undefined
  /** What lay there when this day ended, `YYYY-MM-DD`; undefined is now. */
  day?: string | undefined
  page?: number | undefined
  /** At most 50 unless a file is made, which takes up to 20,000. */
  limit?: number | undefined
}

export const STOCK_PAGE = 50

/**
 * What lies in the shop now, or lay there when a past day ended, with its value. A past day is the
 * sum of all moves up to it, in one walk over one index; that is also what the account 1201 says.
 */
export async function listStock(tx: Tx, query: StockQuery): Promise<StockPage> {
  const limit = query.limit ?? STOCK_PAGE
  const { rows } = await sql<Omit<StockRow, 'units'> & StockPage['sums']>`
    with held as materialized (${heldAt(query)}),
    shown as (
      select p.id as product_id, p.name, p.unit, p.pictogram, p.picture_id,
             held.quantity_milli, held.value_minor,
             p.archived_at is null and (held.quantity_milli <= p.reorder_level_milli) is true
               as is_low,
             ${matches(query)} as is_match
      from held join product p on p.id = held.product_id
      where p.archived_at is null or held.quantity_milli <> 0 or held.value_minor <> 0),
    sums as (
      select coalesce(sum(value_minor), 0)::bigint as value_minor, count(*) as product_count,
             count(*) filter (where quantity_milli < 0) as negative_count,
             count(*) filter (where is_low) as low_count
      from shown)
    select shown.*, sums.value_minor as sum_minor, sums.product_count, sums.negative_count,
           sums.low_count
    from sums left join (
      select * from shown where is_match and ${filtered(query.filter ?? 'all')}
      order by name, product_id limit ${limit + 1}
      offset ${((query.page ?? 1) - 1) * limit}) shown on true
    order by shown.name, shown.product_id`.execute(tx)
  return finish(tx, rows, limit)
}

type Found = Omit<StockRow, 'units'> & StockPage['sums'] & { sumMinor?: number }

async function finish(tx: Tx, found: readonly Found[], limit: number): Promise<StockPage> {
  const [first] = found
  const rows = found.filter((row) => row.productId !== null)
  const shown = rows.slice(0, limit)
  const units = await listUnits(
    tx,
    shown.map((row) => row.productId),
  )
  return {
    rows: shown.map((row) => ({
      productId: row.productId,
      name: row.name,
      unit: row.unit,
      pictogram: row.pictogram,
      pictureId: row.pictureId,
      quantityMilli: row.quantityMilli,
      valueMinor: row.valueMinor,
      isLow: row.isLow,
      units: units.get(row.productId)?.units ?? [],
    })),
    sums: {
      valueMinor: first?.sumMinor ?? 0,
      productCount: first?.productCount ?? 0,
      negativeCount: first?.negativeCount ?? 0,
      lowCount: first?.lowCount ?? 0,
    },
    hasMore: rows.length > limit,
  }
}

/** Quantity and value of every product, at all places or one, now or when a day ended. */
function heldAt({ placeId, day }: StockQuery) {
  if (placeId === undefined) return allHeld(day)
  // A place has a share of the value of all, as of the quantity: value stands in one pool.
  const there = placeId === null ? onFloor(day) : atPlace(placeId, day)
  return sql`
    select whole.product_id, there.quantity_milli,
           case when whole.quantity_milli = 0 then 0
                else round(whole.value_minor::numeric * there.quantity_milli / whole.quantity_milli)
           end::bigint as value_minor
    from (${allHeld(day)}) whole join (${there}) there on there.product_id = whole.product_id`
}

const allHeld = (day: string | undefined) =>
  day === undefined
    ? sql`select product_id, quantity_milli, value_minor from stock_level`
    : sql`
      select product_id, sum(quantity_milli)::bigint as quantity_milli,
             sum(value_minor)::bigint as value_minor
      from stock_move where posted_on <= ${day}::date group by product_id`

const atPlace = (placeId: string, day: string | undefined) =>
  day === undefined
    ? sql`select product_id, quantity_milli from location_level where location_id = ${placeId}::uuid
          and quantity_milli <> 0`
    : sql`
      select product_id, sum(quantity_milli)::bigint as quantity_milli from stock_move
      where location_id = ${placeId}::uuid and posted_on <= ${day}::date
      group by product_id having sum(quantity_milli) <> 0`

const onFloor = (day: string | undefined) =>
  day === undefined
    ? sql`
      select l.product_id, (l.quantity_milli - coalesce((select sum(e.quantity_milli)
        from location_level e where e.product_id = l.product_id), 0))::bigint as quantity_milli
      from stock_level l`
    : sql`
      select product_id, sum(quantity_milli)::bigint as quantity_milli from stock_move
      where location_id is null and posted_on <= ${day}::date group by product_id`

function matches({ search, categoryId }: StockQuery) {
  const words = searchWords(search ?? '').map(
    (word) => sql`select t.product_id from product_token t
      where t.token >= ${word} and t.token < ${endOfPrefix(word)}`,
  )
  const named =
    words.length > 0
      ? sql<boolean>`p.id = any(array(${sql.join(words, sql` intersect `)}))`
      : sql<boolean>`true`
  return categoryId === undefined
    ? named
    : sql<boolean>`(${named} and p.category_id = ${categoryId}::uuid)`
}

function filtered(filter: StockFilter) {
  if (filter === 'low') return sql<boolean>`is_low`
  if (filter === 'negative') return sql<boolean>`quantity_milli < 0`
  if (filter === 'none') return sql<boolean>`quantity_milli = 0`
  return sql<boolean>`true`
}
