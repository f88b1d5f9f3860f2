import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownCustomer } from './errors.ts'
import { touchCustomer, upsertPersonal } from './repository.ts'

/**
 * Sets what a customer is called and where they can be reached. The audit log says that it changed,
 * never to what: a name must stay forgettable.
 *
 * @throws crm.unknown_customer
 */
export async function saveCustomer(
  tx: Tx,
  customer: { customerId: string; name: string; phone: string | null },
): Promise<void> {
  const isKnown = await touchCustomer(tx, customer.customerId)
  if (!isKnown) throw unknownCustomer()
  await upsertPersonal(tx, customer)
  await recordAudit(tx, {
    action: 'crm.customer_saved',
    targetType: 'customer',
    targetId: customer.customerId,
  })
}
