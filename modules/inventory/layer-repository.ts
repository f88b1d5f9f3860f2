import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { Layer } from './layers.ts'
import type { PastReceipt } from './shelf.ts'

export interface ProductLayer extends Layer {
  productId: string
}

/** The layers of products whose levels are locked. */
export async function readLayers(tx: Tx, productIds: readonly string[]): Promise<ProductLayer[]> {
  const { rows } = await sql<ProductLayer>`
    select product_id, id, received_on, quantity_milli, value_minor from stock_layer
    where product_id = any(${productIds}::uuid[])`.execute(tx)
  return rows
}

/** Makes layers what they are now: `gone` no longer holds anything. */
export async function writeLayers(
  tx: Tx,
  layers: readonly ProductLayer[],
  gone: readonly Pick<ProductLayer, 'productId' | 'id'>[],
): Promise<void> {
  if (layers.length + gone.length === 0) return
  await sql`
    with emptied as (
      delete from stock_layer l
      using unnest(${gone.map((each) => each.productId)}::uuid[],
                   ${gone.map((each) => each.id)}::uuid[]) as g(product_id, id)
      where l.product_id = g.product_id and l.id = g.id)
    insert into stock_layer as l (product_id, id, received_on, quantity_milli, value_minor)
    select * from unnest(${layers.map((each) => each.productId)}::uuid[],
                         ${layers.map((each) => each.id)}::uuid[],
                         ${layers.map((each) => each.receivedOn)}::date[],
                         ${layers.map((each) => each.quantityMilli)}::bigint[],
                         ${layers.map((each) => each.valueMinor)}::bigint[])
    on conflict (tenant_id, product_id, id) do update
      set quantity_milli = excluded.quantity_milli, value_minor = excluded.value_minor`.execute(tx)
}

/** Takes all layers of products away; what they were worth stands on the level still. */
export async function dropLayers(tx: Tx, productIds: readonly string[]): Promise<void> {
  await sql`delete from stock_layer where product_id = any(${productIds}::uuid[])`.execute(tx)
}

/** The newest receipts of products, as many as what lies there needs; newest first. */
export async function listCoveringReceipts(
  tx: Tx,
  productIds: readonly string[],
): Promise<(PastReceipt & { productId: string })[]> {
  const { rows } = await sql<PastReceipt & { productId: string }>`
    select r.product_id, r.id, r.posted_on as received_on, r.quantity_milli
    from stock_level l join (
      select m.product_id, m.id, m.posted_on, m.quantity_milli,
             sum(m.quantity_milli) over newest - m.quantity_milli as newer_milli
      from stock_move m
      where m.product_id = any(${productIds}::uuid[]) and m.quantity_milli > 0
        and m.kind <> 'transfer'
      window newest as (partition by m.product_id order by m.posted_on desc, m.id desc)
    ) r on r.product_id = l.product_id
    where r.newer_milli < l.quantity_milli
    order by r.product_id, r.posted_on desc, r.id desc`.execute(tx)
  return rows
}
