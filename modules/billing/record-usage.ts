import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

export interface UsageInput {
  meter: 'sale'
  quantity: number
  /** What caused it. The same cause counts once, for ever: a resend can't bill twice. */
  sourceType: string
  sourceId: string
  occurredAt: Date
}

/** Writes down what was used, in the transaction that uses it. One statement for any number. */
export async function recordUsage(tx: Tx, uses: readonly UsageInput[]): Promise<void> {
  if (uses.length === 0) return
  const rows = uses.map((use) => ({
    id: newId(),
    meter: use.meter,
    quantity: use.quantity,
    source_type: use.sourceType,
    source_id: use.sourceId,
    occurred_at: use.occurredAt,
  }))
  await sql`
    insert into usage_event (id, meter, quantity, source_type, source_id, occurred_at)
    select id, meter, quantity, source_type, source_id, occurred_at
    from jsonb_populate_recordset(null::usage_event, ${JSON.stringify(rows)}::jsonb)
    on conflict (tenant_id, meter, source_type, source_id) do nothing`.execute(tx)
}
