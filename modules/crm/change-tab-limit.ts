import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownCustomer } from './errors.ts'
import { updateTabLimit } from './repository.ts'

/**
 * Agrees with a customer how much they may owe; null goes back to the shop's usual limit.
 *
 * @throws crm.unknown_customer
 */
export async function changeTabLimit(
  tx: Tx,
  change: { customerId: string; tabLimitMinor: number | null },
): Promise<void> {
  const isKnown = await updateTabLimit(tx, change.customerId, change.tabLimitMinor)
  if (!isKnown) throw unknownCustomer()
  await recordAudit(tx, {
    action: 'crm.tab_limit_changed',
    targetType: 'customer',
    targetId: change.customerId,
    detail: { tabLimitMinor: change.tabLimitMinor },
  })
}
