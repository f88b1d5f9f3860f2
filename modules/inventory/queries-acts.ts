import { sql } from 'kysely'
import { listEntriesOf } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { type ActMove, listActMoves } from './act-repository.ts'
import { unknownAct } from './errors.ts'
import type { ActKind, WasteReason } from './shared.ts'

/** Something that happened to goods, as a list shows it. */
export interface ListedAct {
  id: string
  kind: ActKind
  reason: WasteReason | null
  note: string
  happenedAt: Date
  byName: string | null
  /** Null is the shop floor. */
  placeName: string | null
  toPlaceName: string | null
  recipeName: string | null
  /** The first product's name, and how many products there are. */
  firstName: string
  productCount: number
  /** What the goods that left were worth, in whole NT$; a transfer moves no value. */
  valueMinor: number
  undoesId: string | null
  undoneById: string | null
}

const PAGE = 50

const acts = (tx: Tx) =>
  tx
    .selectFrom('stockAct as a')
    .leftJoin('stockLocation as s', 's.id', 'a.locationId')
    .leftJoin('stockLocation as g', 'g.id', 'a.toLocationId')
    .leftJoin('recipe as r', 'r.id', 'a.recipeId')
    .leftJoin('stockAct as u', 'u.undoesId', 'a.id')
    .leftJoin('userAccount as w', 'w.id', 'a.createdBy')
    .select([
      'a.id',
      sql<ActKind>`a.kind`.as('kind'),
      sql<WasteReason | null>`a.reason`.as('reason'),
      'a.note',
      'a.happenedAt',
      'a.undoesId',
      's.name as placeName',
      'g.name as toPlaceName',
      'r.name as recipeName',
      'u.id as undoneById',
      'w.displayName as byName',
      sql<string>`coalesce((select p.name from stock_move m join product p on p.id = m.product_id
        where m.source_type = 'stock_act' and m.source_id = a.id
        order by m.source_line limit 1), '')`.as('firstName'),
      sql<number>`(select count(distinct m.product_id) from stock_move m
        where m.source_type = 'stock_act' and m.source_id = a.id)`.as('productCount'),
      sql<number>`(select coalesce(sum(abs(least(m.value_minor, 0))), 0)::bigint from stock_move m
        where m.source_type = 'stock_act' and m.source_id = a.id)`.as('valueMinor'),
    ])

/** What happened to goods beside buying and selling, the newest first. */
export async function listActs(
  tx: Tx,
  options: { page?: number } = {},
): Promise<{ acts: ListedAct[]; hasMore: boolean }> {
  const page = options.page ?? 1
  const rows = await acts(tx)
    .orderBy('a.createdAt', 'desc')
    .orderBy('a.id')
    .limit(PAGE + 1)
    .offset((page - 1) * PAGE)
    .execute()
  return { acts: rows.slice(0, PAGE), hasMore: rows.length > PAGE }
}

export interface ActDetail extends ListedAct {
  moves: ActMove[]
  entries: { id: string; kind: string; postedOn: string }[]
}

/** One act with its lines and entries. @throws inventory.unknown_act, for other shops' as well. */
export async function getAct(tx: Tx, id: string): Promise<ActDetail> {
  const act = await acts(tx).where('a.id', '=', id).executeTakeFirst()
  if (!act) throw unknownAct()
  const entries = await listEntriesOf(tx, 'stock_act', id)
  return { ...act, moves: await listActMoves(tx, id), entries }
}
