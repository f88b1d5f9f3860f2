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
  await tx
    .insertInto('usageEvent')
    .values(uses.map((use) => ({ id: newId(), ...use })))
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'meter', 'sourceType', 'sourceId']).doNothing(),
    )
    .execute()
}
