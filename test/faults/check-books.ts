import pg from 'pg'
import type { ShopUnderTest } from './server-under-test.ts'

/** A receipt that came out of a till. */
export interface Receipt {
  saleId: string
  receiptNo: string
  totalMinor: number
}

/**
 * Compares the books of a shop with the receipts that its tills printed, as the database's owner
 * sees them. Returns sentences about what should not be; none when all is well.
 * */
export async function checkBooks(
  ownerUrl: string,
  shop: ShopUnderTest,
  printed: readonly Receipt[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const count = async (text: string): Promise<number> =>
      Number((await client.query(text, [shop.tenantId])).rows[0]?.n ?? 0)
    const { rows } = await client.query<{ id: string; receipt_no: string; total: string }>(
      'select id, receipt_no, total_minor::text as total from sale where tenant_id = $1',
      [shop.tenantId],
    )
    const booked = new Map(rows.map((row) => [row.id, row]))
    const lost = printed.filter(({ saleId, receiptNo, totalMinor }) => {
      const sale = booked.get(saleId)
      return sale?.receipt_no !== receiptNo || Number(sale.total) !== totalMinor
    })
    const wrong: string[] = []
    for (const [what, text] of Object.entries(ZEROS)) {
      const n = await count(text)
      if (n !== 0) wrong.push(`${what}: ${n}`)
    }
    const numbers = new Set(rows.map((row) => row.receipt_no))
    const isMore = rows.length > printed.length
    return [
      ...(lost.length > 0 ? [`${lost.length} printed receipts are not in the books`] : []),
      ...(isMore ? [`${rows.length} sales for ${printed.length} receipts`] : []),
      ...(numbers.size < rows.length ? ['a receipt number is in the books twice'] : []),
      ...wrong,
    ]
  } finally {
    await client.end()
  }
}

/** What must be nothing, whatever happened. */
const ZEROS: Record<string, string> = {
  'trial balance': 'select coalesce(sum(amount_minor), 0) as n from posting where tenant_id = $1',
  'entries that do not balance': `select count(*) as n from (select entry_id from posting
    where tenant_id = $1 group by entry_id having sum(amount_minor) <> 0) as entry`,
  'sales without exactly one entry': `select count(*) as n from sale s where tenant_id = $1
    and (select count(*) from journal_entry e where e.tenant_id = s.tenant_id
      and e.source_type = 'sale' and e.source_id = s.id) <> 1`,
  'products whose stock is not the sum of its moves': `select count(*) as n from stock_level l
    where tenant_id = $1 and quantity_milli <> (select coalesce(sum(quantity_milli), 0)
      from stock_move m where m.tenant_id = l.tenant_id and m.product_id = l.product_id)`,
  'goods sold without a move, or moved without a sale': `select
    (select coalesce(sum(quantity_milli), 0) from sale_line where tenant_id = $1)
    + (select coalesce(sum(quantity_milli), 0) from stock_move where tenant_id = $1 and kind = 'sale') as n`,
  'sales without exactly one row of usage': `select
    abs((select count(*) from sale where tenant_id = $1)
    - (select count(*) from usage_event where tenant_id = $1 and meter = 'sale'))
    + (select count(*) from sale s where tenant_id = $1 and not exists (select from usage_event u
      where u.tenant_id = s.tenant_id and u.source_id = s.id and u.meter = 'sale')) as n`,
  'gaps in journals': `select count(*) as n from till_journal j where tenant_id = $1
    and acked_seq <> (select count(*) from till_event e where e.tenant_id = j.tenant_id
      and e.till_id = j.till_id and e.journal_id = j.journal_id and e.seq <= j.acked_seq)`,
  'entries set apart': `select count(*) as n from till_event where tenant_id = $1
    and disposition = 'quarantined'`,
  forks: 'select count(*) as n from till_event_fork where tenant_id = $1',
}
