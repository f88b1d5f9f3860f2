import type pg from 'pg'
import { newId } from '#modules/kernel/ids.ts'

/**
 * The rows of one sale of three lines, as somebody who knows the schema would write them by hand:
 * one transaction, one statement a table, the same fence, no checks, no pricing, no HTTP.
 */
export async function sellByHand(
  client: pg.ClientBase,
  shop: { tenantId: string; userId: string; tillId: string; journalId: string },
  products: readonly string[],
  seq: number,
): Promise<void> {
  const saleId = newId()
  const entryId = newId()
  const eventId = newId()
  const three = products.slice(0, 3)
  await client.query('begin')
  await client.query(
    `select set_config('app.tenant_id', $1, true), set_config('app.user_id', $2, true)`,
    [shop.tenantId, shop.userId],
  )
  await client.query('select from till_journal where till_id = $1 and journal_id = $2 for update', [
    shop.tillId,
    shop.journalId,
  ])
  await client.query(
    `insert into sale (id, channel, till_id, shift_id, receipt_no, business_date, sold_at, cashier_id,
       subtotal_minor, discount_minor, total_minor, tax_minor, tax_method, cost_minor)
     values ($1, 'till', $2, $3, '1-0001', current_date, now(), $4, 75, 0, 75, 0, 'per_document', 45)`,
    [saleId, shop.tillId, shop.journalId, shop.userId],
  )
  await client.query(
    `insert into sale_line (sale_id, position, product_id, name, unit, quantity_milli, unit_price_minor,
       total_minor, tax_class, tax_rate_ppm, tax_minor, cost_minor)
     select $1, n, p, '冬瓜茶', 'bottle', 1000, 25, 25, 'taxable', 0, 0, 15
     from unnest($2::uuid[]) with ordinality as t(p, n)`,
    [saleId, three],
  )
  await client.query(
    `insert into sale_payment (sale_id, position, tender, amount_minor, tendered_minor) values ($1, 0, 'cash', 75, 100)`,
    [saleId],
  )
  await client.query(
    `insert into stock_move (id, product_id, kind, quantity_milli, value_minor, source_type, source_id, source_line, occurred_at, posted_on)
     select i, p, 'sale', -1000, -15, 'sale', $1, n, now(), current_date
     from unnest($2::uuid[], $3::uuid[]) with ordinality as t(i, p, n)`,
    [saleId, [newId(), newId(), newId()], three],
  )
  await client.query(
    `with locked as (select product_id from stock_level where product_id = any($1) order by product_id for update)
     update stock_level l set quantity_milli = quantity_milli - 1000, value_minor = value_minor - 15
     from locked where l.product_id = locked.product_id`,
    [three],
  )
  await client.query(
    `insert into journal_entry (id, posted_on, kind, source_type, source_id) values ($1, current_date, 'sale', 'sale', $2)`,
    [entryId, saleId],
  )
  await client.query(
    `insert into posting (entry_id, position, account_code, amount_minor, posted_on)
     values ($1, 0, '1101', 75, current_date), ($1, 1, '4101', -75, current_date),
            ($1, 2, '5101', 45, current_date), ($1, 3, '1201', -45, current_date)`,
    [entryId],
  )
  await client.query(
    `insert into usage_event (id, meter, quantity, source_type, source_id, occurred_at) values ($1, 'sale', 1, 'sale', $2, now())`,
    [newId(), saleId],
  )
  await client.query(
    `insert into audit_log (id, action, target_type, target_id) values ($1, 'pos.sale_recorded', 'sale', $2)`,
    [newId(), saleId],
  )
  await client.query('select jobs.enqueue_events($1)', [
    JSON.stringify([
      {
        id: newId(),
        event: 'pos.sale_completed',
        payload: { saleId, wantsReceipt: false, tookCash: true },
      },
    ]),
  ])
  await client.query(
    `insert into till_event (event_id, till_id, journal_id, seq, type, schema_version, body, body_hash, wall_at, disposition)
     values ($1, $2, $3, $4, 'sale.completed', 1, $5, '', now(), 'posted')`,
    [eventId, shop.tillId, shop.journalId, seq, JSON.stringify({ saleId, lines: three })],
  )
  await client.query(
    'update till_journal set acked_seq = $3 where till_id = $1 and journal_id = $2',
    [shop.tillId, shop.journalId, seq],
  )
  await client.query('commit')
}
