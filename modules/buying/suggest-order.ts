import { sql } from 'kysely'
import { listSold } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { COME, OPEN_ORDER } from './repository-orders.ts'
import { SOLD_DAYS, suggestQuantity } from './shared.ts'

/** A product that should be ordered, with what the suggestion was worked out of. */
export interface SuggestedLine {
  productId: string
  name: string
  /** The product's own unit, which all quantities are of. */
  unit: string
  stockMilli: number
  onOrderMilli: number
  soldMilli: number
  dayCount: number
  reorderMilli: number
  suggestedMilli: number
  /** The unit in which it was last bought, and how much of the own unit one of those is. */
  buyUnit: string
  packMilli: number
  packs: number
  /** What one of the buying unit last cost, as the slip said, in thousandths of NT$; null when never. */
  lastMilli: number | null
  lastOn: string | null
  /** What one of the own unit cost on average within a year, in thousandths of NT$. */
  averageMilli: number | null
}

/** Who sells it: the supplier from whom it last came; null where it never came from any. */
export interface SuggestedOrder {
  supplierId: string | null
  supplierName: string | null
  leadDays: number
  lines: SuggestedLine[]
}

/** Until somebody is known who sells it, as many days as most suppliers need. */
const USUAL_LEAD_DAYS = 3

/**
 * What should be ordered, by the supplier from whom it last came.
 *
 * @param coverDays for how many days it should last.
 * @see shared-suggest.ts for the formula.
 */
export async function suggestOrders(tx: Tx, coverDays: number): Promise<SuggestedOrder[]> {
  const sold = await listSold(tx, SOLD_DAYS)
  const ids = sold.map((each) => each.productId)
  const onOrder = await sumOnOrder(tx, ids)
  const bought = await findBought(tx, ids)
  const orders = new Map<string | null, SuggestedOrder>()
  for (const product of sold) {
    const source = bought.get(product.productId)
    const leadDays = source?.leadDays ?? USUAL_LEAD_DAYS
    const packMilli = source?.packMilli ?? 1000
    const onOrderMilli = onOrder.get(product.productId) ?? 0
    const reorderMilli = product.reorderLevelMilli ?? 0
    const facts = { ...product, reorderMilli, onOrderMilli, leadDays, coverDays, packMilli }
    const { quantityMilli, packs } = suggestQuantity(facts)
    if (quantityMilli === 0) continue
    const supplierId = source?.supplierId ?? null
    const order = orders.get(supplierId) ?? {
      supplierId,
      supplierName: source?.supplierName ?? null,
      leadDays,
      lines: [],
    }
    orders.set(supplierId, order)
    order.lines.push({
      productId: product.productId,
      name: product.name,
      unit: product.unit,
      stockMilli: product.stockMilli,
      onOrderMilli,
      soldMilli: product.soldMilli,
      dayCount: product.dayCount,
      reorderMilli,
      suggestedMilli: quantityMilli,
      buyUnit: source?.unit ?? product.unit,
      packMilli,
      packs,
      lastMilli: source?.lastMilli ?? null,
      lastOn: source?.lastOn ?? null,
      averageMilli: source?.averageMilli ?? null,
    })
  }
  return [...orders.values()].sort(
    (a, b) =>
      Number(a.supplierId === null) - Number(b.supplierId === null) ||
      b.lines.length - a.lines.length,
  )
}

/** What of each product is still to come, in thousandths of its unit. */
async function sumOnOrder(tx: Tx, productIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ productId: string; milli: number }>`
    select l.product_id, sum(greatest(l.quantity_milli - ${COME}, 0))::bigint as milli
    from purchase_order_line l join purchase_order o on o.id = l.order_id
    where l.product_id = any(${productIds}::uuid[]) and ${OPEN_ORDER}
    group by l.product_id`.execute(tx)
  return new Map(rows.map((row) => [row.productId, row.milli]))
}

interface Bought {
  productId: string
  supplierId: string
  supplierName: string
  leadDays: number
  unit: string
  packMilli: number
  lastMilli: number
  lastOn: string
  averageMilli: number
}

/** From whom each product last came, in which unit and at what price. Suppliers put away are no source. */
async function findBought(tx: Tx, productIds: readonly string[]): Promise<Map<string, Bought>> {
  const { rows } = await sql<Bought>`
    with came as (
      select l.product_id, r.supplier_id, s.name as supplier_name, s.lead_days, l.unit,
             greatest(1, round(l.quantity_milli * 1000.0 / l.unit_milli))::bigint as pack_milli,
             round(l.typed_minor * 1000000.0 / l.unit_milli)::bigint as last_milli,
             r.received_on as last_on,
             round(sum(l.value_minor) over p * 1000000.0
                   / sum(l.quantity_milli) over p)::bigint as average_milli,
             row_number() over (partition by l.product_id
               order by r.received_on desc, r.number desc, l.line_no desc) as place
      from purchase_line l
      join purchase_receipt r on r.id = l.receipt_id
      join supplier s on s.id = r.supplier_id
      where l.product_id = any(${productIds}::uuid[]) and r.kind = 'receipt'
        and r.received_on > current_date - 366 and s.archived_at is null
        and not exists (select from purchase_receipt u where u.undoes_id = r.id)
      window p as (partition by l.product_id)
    )
    select product_id, supplier_id, supplier_name, lead_days, unit, pack_milli, last_milli,
           last_on, average_milli
    from came where place = 1`.execute(tx)
  return new Map(rows.map((row) => [row.productId, row]))
}
