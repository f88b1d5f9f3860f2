import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import {
  findStocktake,
  listCountEntries,
  listSetAside,
  type SetAside,
  type StandingStocktake,
} from './count-repository.ts'
import { inScope } from './count-scope.ts'
import { unknownStocktake } from './errors.ts'
import { type CountReview, reviewCount } from './review-count.ts'
import { type CountMode, foldCounts } from './shared-count.ts'
import { listCountLines, type PostedLine } from './stocktake-line-repository.ts'

/** A stocktake as a list shows it. */
export interface ListedStocktake {
  id: string
  name: string
  mode: CountMode
  /** Null is the shop floor. */
  placeName: string | null
  openedAt: Date
  openedByName: string | null
  /** `undone`: its act was taken back. */
  state: 'open' | 'counting' | 'posted' | 'undone' | 'dropped'
  /** What the inventory account gained by it; null until it was posted. */
  valueMinor: number | null
}

const PAGE = 50

const stocktakes = (tx: Tx) =>
  tx
    .selectFrom('stocktake as c')
    .leftJoin('stocktakeEnd as e', 'e.stocktakeId', 'c.id')
    .leftJoin('stockLocation as s', 's.id', 'c.locationId')
    .leftJoin('userAccount as w', 'w.id', 'c.openedBy')
    .leftJoin('stockAct as u', 'u.undoesId', 'e.actId')
    .select([
      'c.id',
      'c.name',
      sql<CountMode>`c.mode`.as('mode'),
      's.name as placeName',
      'c.openedAt',
      'w.displayName as openedByName',
      sql<ListedStocktake['state']>`case when u.id is not null then 'undone'
        when e.how is not null then e.how
        when exists (select from stocktake_entry n where n.stocktake_id = c.id) then 'counting'
        else 'open' end`.as('state'),
      sql<number | null>`case when e.how = 'posted' then (
        select coalesce(sum(l.value_minor), 0)::bigint from stocktake_line l
        where l.stocktake_id = c.id) end`.as('valueMinor'),
    ])

/** Stocktakes, the newest first. */
export async function listStocktakes(
  tx: Tx,
  options: { page?: number } = {},
): Promise<{ stocktakes: ListedStocktake[]; hasMore: boolean }> {
  const rows = await stocktakes(tx)
    .orderBy('c.openedAt', 'desc')
    .orderBy('c.id')
    .limit(PAGE + 1)
    .offset(((options.page ?? 1) - 1) * PAGE)
    .execute()
  return { stocktakes: rows.slice(0, PAGE), hasMore: rows.length > PAGE }
}

/** Somebody who counts, and how far they are. */
export interface Counter {
  deviceId: string
  who: string
  productCount: number
  /** ISO 8601. */
  lastAt: string
}

export interface StocktakeDetail extends ListedStocktake {
  isWhole: boolean
  categoryNames: string[]
  /** How many products are to be counted, and how many of them somebody has. */
  scopeCount: number
  countedCount: number
  counters: Counter[]
  aside: SetAside[]
  /** What posting would book; undefined once it has ended. */
  review: CountReview | undefined
  /** What was booked. */
  posted: PostedLine[]
  actId: string | null
  undoActId: string | null
}

/** One stocktake with everything to decide on. @throws inventory.unknown_stocktake */
export async function getStocktake(tx: Tx, id: string): Promise<StocktakeDetail> {
  const listed = await stocktakes(tx).where('c.id', '=', id).executeTakeFirst()
  const stocktake = await findStocktake(tx, id)
  if (!listed || !stocktake) throw unknownStocktake()
  const counted = foldCounts(await listCountEntries(tx, id))
  const { rows } = await sql<{ scopeCount: number; categoryNames: string[]; undoActId: string }>`
    select (select count(*) from (${inScope(stocktake)}) g) as scope_count,
           array(select g.name from stocktake_category c join category g on g.id = c.category_id
                 where c.stocktake_id = ${id} order by g.position, g.name) as category_names,
           (select a.id from stock_act a where a.undoes_id = ${stocktake.end?.actId ?? null}::uuid)
             as undo_act_id`.execute(tx)
  return {
    ...listed,
    isWhole: stocktake.isWhole,
    categoryNames: rows[0]?.categoryNames ?? [],
    scopeCount: Number(rows[0]?.scopeCount ?? 0),
    countedCount: counted.size,
    counters: countersOf([...counted.values()].flatMap(({ parts }) => parts)),
    aside: await listSetAside(tx, id),
    review: await reviewOf(tx, stocktake),
    posted: await listCountLines(tx, id),
    actId: stocktake.end?.actId ?? null,
    undoActId: rows[0]?.undoActId ?? null,
  }
}

const reviewOf = (tx: Tx, stocktake: StandingStocktake) =>
  stocktake.end ? Promise.resolve(undefined) : reviewCount(tx, stocktake)

/** Who counted how many goods, whoever did most first. One phone in two hands is two. */
function countersOf(
  parts: readonly { deviceId: string; who: string; countedAt: string }[],
): Counter[] {
  const counters = new Map<string, Counter>()
  for (const { deviceId, who, countedAt } of parts) {
    const key = `${deviceId} ${who}`
    const known = counters.get(key) ?? { deviceId, who, productCount: 0, lastAt: countedAt }
    counters.set(key, {
      ...known,
      productCount: known.productCount + 1,
      lastAt: known.lastAt > countedAt ? known.lastAt : countedAt,
    })
  }
  return [...counters.values()].sort((a, b) => b.productCount - a.productCount)
}
