import pg from 'pg'
import { round } from './measure.ts'
import type { BenchServer } from './server.ts'

/** The tables of a sale, in the order in which they may be filled. */
const TABLES = [
  'sale',
  'sale_line',
  'sale_payment',
  'stock_move',
  'journal_entry',
  'posting',
  'usage_event',
  'audit_log',
  'till_event',
]

/**
 * Writes so many finished sales of the bench shop straight into the tables, three years of them.
 * Foreign keys are taken off meanwhile and put back: a million checks a table prove nothing here.
 */
export async function fillSales(server: BenchServer, sales: number): Promise<number> {
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  const startedAt = performance.now()
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conrelid::regclass::text = any($1)`,
    [TABLES],
  )
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`)
  await client.query('alter table posting disable trigger posting_balanced')
  await client.query(
    `select set_config('app.tenant_id', $1, false), set_config('app.user_id', $2, false)`,
    [server.tenantId, server.userId],
  )
  await client.query(
    `create temporary table product_list as select row_number() over () - 1 as n, id from product where tenant_id = $1`,
    [server.tenantId],
  )
  await client.query(
    `create temporary table filled_till as select id, gen_random_uuid() as journal_id from till where tenant_id = $1 limit 1`,
    [server.tenantId],
  )
  const step = 100_000
  for (let from = 0; from < sales; from += step)
    await fillStep(client, from, Math.min(step, sales - from))
  for (const key of keys)
    await client.query(
      `alter table ${key.table} add constraint ${key.name} ${key.definition} not valid`,
    )
  await client.query('alter table posting enable trigger posting_balanced')
  await client.query('analyze')
  await client.end()
  return round((performance.now() - startedAt) / 1000)
}

async function fillStep(client: pg.Client, from: number, count: number): Promise<void> {
  const run = (text: string) => client.query(text)
  await run('drop table if exists filled')
  await run(`create temporary table filled as
    select g as n, gen_random_uuid() as id, gen_random_uuid() as entry_id, gen_random_uuid() as event_id,
      now() - interval '3 years' + (g * interval '90 seconds') as sold_at
    from generate_series(${from}, ${from + count - 1}) g`)
  await run(`insert into sale (id, channel, till_id, shift_id, receipt_no, business_date, sold_at, cashier_id, subtotal_minor,
      discount_minor, total_minor, tax_minor, tax_method, cost_minor)
    select f.id, 'till', t.id, t.journal_id, f.n::text, (f.sold_at at time zone 'Asia/Taipei')::date, f.sold_at, current_actor(), 75, 0, 75, 0, 'per_document', 45
    from filled f, filled_till t`)
  await run(`insert into sale_line (sale_id, position, product_id, name, unit, quantity_milli, unit_price_minor, total_minor, tax_class, tax_rate_ppm, tax_minor, cost_minor)
    select f.id, l, p.id, '冬瓜茶', 'bottle', 1000, 25, 25, 'taxable', 0, 0, 15
    from filled f cross join generate_series(0, 2) l join product_list p on p.n = (f.n * 3 + l) % 200`)
  await run(
    `insert into sale_payment (sale_id, position, tender, amount_minor, tendered_minor) select id, 0, 'cash', 75, 100 from filled`,
  )
  await run(`insert into stock_move (id, product_id, kind, quantity_milli, value_minor, source_type, source_id, source_line, occurred_at, posted_on)
    select gen_random_uuid(), p.id, 'sale', -1000, -15, 'sale', f.id, l, f.sold_at, (f.sold_at at time zone 'Asia/Taipei')::date
    from filled f cross join generate_series(0, 2) l join product_list p on p.n = (f.n * 3 + l) % 200`)
  await run(
    `insert into journal_entry (id, posted_on, kind, source_type, source_id) select entry_id, (sold_at at time zone 'Asia/Taipei')::date, 'sale', 'sale', id from filled`,
  )
  await run(`insert into posting (entry_id, position, account_code, amount_minor, posted_on)
    select f.entry_id, v.position, v.code, v.amount, (f.sold_at at time zone 'Asia/Taipei')::date from filled f
    cross join (values (0, '1101', 75), (1, '4101', -75), (2, '5101', 45), (3, '1201', -45)) as v(position, code, amount)`)
  await run(
    `insert into usage_event (id, meter, quantity, source_type, source_id, occurred_at) select gen_random_uuid(), 'sale', 1, 'sale', id, sold_at from filled`,
  )
  await run(
    `insert into audit_log (id, at, action, target_type, target_id) select gen_random_uuid(), sold_at, 'pos.sale_recorded', 'sale', id::text from filled`,
  )
  await run(`insert into till_event (event_id, till_id, journal_id, seq, type, schema_version, body, body_hash, wall_at, received_at, disposition)
    select f.event_id, t.id, t.journal_id, f.n + 1, 'sale.completed', 1, jsonb_build_object('saleId', f.id), '', f.sold_at, f.sold_at, 'posted'
    from filled f, filled_till t`)
}
