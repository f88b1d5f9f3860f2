import { sql } from 'kysely'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn, scaleRounded } from '#modules/kernel/shared.ts'
import { lotAlreadyOver, unknownLot } from './errors.ts'
import { inBaseUnits } from './product-units.ts'
import { timeZoneOf } from './repository.ts'
import { type LotCountForm, type LotForm, type LotToShare, shareAmongLots } from './shared.ts'

/** A lot as it is written down with the receipt that it came with. */
export interface LotToRecord {
  id: string
  productId: string
  /** As printed on the goods; empty where nobody read it. */
  code: string
  /** `YYYY-MM-DD`, in years that exist. */
  expiresOn: string
  receivedOn: string
  /** Positive, in thousandths of the product's own unit. */
  quantityMilli: number
  source?: { sourceType: string; sourceId: string; sourceLine: number } | undefined
}

/** Writes lots down beside the receipt of their goods; a lot that is there already stays. */
export async function recordLots(tx: Tx, lots: readonly LotToRecord[]): Promise<void> {
  if (lots.length === 0) return
  await tx
    .insertInto('stockLot')
    .values(lots.map(({ source, ...lot }) => ({ ...lot, ...source })))
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

/**
 * Writes down until when goods keep that lie there already. Moves nothing.
 *
 * @throws inventory.lot_already_over for a day before 2000, and what `inBaseUnits` throws
 */
export async function addLot(tx: Tx, form: LotForm): Promise<{ id: string }> {
  const [line] = await inBaseUnits(tx, [form])
  if (!line || form.expiresOn < '2000-01-01') throw lotAlreadyOver()
  const receivedOn = dayIn(await timeZoneOf(tx), new Date())
  const { id, code, expiresOn } = form
  const { productId, quantityMilli } = line
  await recordLots(tx, [{ id, code, expiresOn, productId, quantityMilli, receivedOn }])
  await setHasExpiry(tx, productId, true)
  return { id }
}

/** Whether the shop notes until when this product keeps. */
export async function setHasExpiry(tx: Tx, productId: string, hasExpiry: boolean): Promise<void> {
  await tx
    .updateTable('product')
    .set({ hasExpiry })
    .where('id', '=', productId)
    .where('hasExpiry', '<>', hasExpiry)
    .execute()
}

/** What somebody counted of a lot holds from now on. @throws inventory.unknown_lot */
export async function countLot(tx: Tx, form: LotCountForm): Promise<{ id: string }> {
  const lot = await tx
    .selectFrom('stockLot')
    .select(['productId'])
    .where('id', '=', form.lotId)
    .executeTakeFirst()
  if (!lot) throw unknownLot()
  await tx
    .insertInto('stockLotCount')
    .values(form)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
  await recordAudit(tx, {
    action: 'inventory.lot_counted',
    targetType: 'stock_lot',
    targetId: form.lotId,
    detail: { quantityMilli: form.quantityMilli },
  })
  return { id: form.lotId }
}

/** A lot of which something is left. */
export interface ListedLot {
  id: string
  productId: string
  name: string
  unit: string
  priceMinor: number | null
  pictogram: string | null
  pictureId: string | null
  code: string
  expiresOn: string
  receivedOn: string
  restMilli: number
  /** Its share of what the product is worth, in whole NT$. */
  valueMinor: number
  isCounted: boolean
}

type LotRow = Omit<ListedLot, 'restMilli' | 'valueMinor' | 'isCounted'> & {
  receivedMilli: number
  levelMilli: number
  levelMinor: number
  countedMilli: number | null
  leftSinceMilli: number
}

/** At most so many lots are looked through: those of the last years, the latest to expire first. */
const MOST_LOTS = 5000

/**
 * Lots of which something is left and that expire by a day, the first to expire first. What is left
 * of a lot is worked out from what is left of its product.
 *
 * @param by `YYYY-MM-DD`; undefined lists all.
 */
export async function listLots(
  tx: Tx,
  options: { by?: string | undefined; productId?: string | undefined } = {},
): Promise<ListedLot[]> {
  const rows = await selectLots(tx, options.productId)
  const byProduct = new Map<string, LotRow[]>()
  for (const row of rows) {
    const own = byProduct.get(row.productId)
    if (own) own.push(row)
    else byProduct.set(row.productId, [row])
  }
  const listed = [...byProduct.values()].flatMap((own) => {
    const rests = shareAmongLots(own[0]?.levelMilli ?? 0, own.map(toShare))
    return own.map((row) => listedLot(row, rests.get(row.id) ?? 0))
  })
  return listed
    .filter((lot) => lot.restMilli > 0 && (options.by === undefined || lot.expiresOn <= options.by))
    .sort((a, b) =>
      a.expiresOn === b.expiresOn ? compare(a.id, b.id) : compare(a.expiresOn, b.expiresOn),
    )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const toShare = (row: LotRow): LotToShare => ({
  id: row.id,
  expiresOn: row.expiresOn,
  receivedMilli: row.receivedMilli,
  counted:
    row.countedMilli === null
      ? undefined
      : { quantityMilli: row.countedMilli, leftSinceMilli: row.leftSinceMilli },
})

function listedLot(row: LotRow, restMilli: number): ListedLot {
  const {
    receivedMilli: _,
    levelMilli,
    levelMinor,
    countedMilli,
    leftSinceMilli: _left,
    ...lot
  } = row
  const valueMinor = levelMilli > 0 ? scaleRounded(levelMinor, restMilli, levelMilli) : 0
  return { ...lot, restMilli, valueMinor, isCounted: countedMilli !== null }
}

/** One lot of which something is left. @throws inventory.unknown_lot when nothing is. */
export async function getLot(tx: Tx, id: string): Promise<ListedLot> {
  const row = await tx
    .selectFrom('stockLot')
    .select('productId')
    .where('id', '=', id)
    .executeTakeFirst()
  const lots = row ? await listLots(tx, { productId: row.productId }) : []
  const lot = lots.find((each) => each.id === id)
  if (!lot) throw unknownLot()
  return lot
}

async function selectLots(tx: Tx, productId: string | undefined): Promise<LotRow[]> {
  const { rows } = await sql<LotRow>`
    select t.id, t.product_id, p.name, p.unit, p.price_minor, p.pictogram, p.picture_id, t.code,
           t.expires_on, t.received_on, t.quantity_milli as received_milli,
           l.quantity_milli as level_milli, l.value_minor as level_minor,
           c.quantity_milli as counted_milli,
           case when c.counted_at is null then 0 else coalesce((
             select -sum(m.quantity_milli) from stock_move m
             where m.product_id = t.product_id and m.quantity_milli < 0 and m.kind <> 'transfer'
               and m.posted_on >= c.counted_at::date - 1 and m.recorded_at > c.counted_at), 0)
           end::bigint as left_since_milli
    from stock_lot t
    join product p on p.id = t.product_id
    join stock_level l on l.product_id = t.product_id and l.quantity_milli > 0
    left join lateral (
      select quantity_milli, counted_at from stock_lot_count
      where lot_id = t.id order by counted_at desc, id desc limit 1) c on true
    where ${productId === undefined ? sql`true` : sql`t.product_id = ${productId}::uuid`}
    order by t.expires_on desc, t.id desc limit ${MOST_LOTS}`.execute(tx)
  return rows
}
