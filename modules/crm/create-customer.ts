import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { insertCustomers, insertPersonal } from './repository.ts'

export interface NewCustomer {
  /** Made where the customer was met, so that a repeat is the same customer. */
  customerId: string
  /** Without a name they are known by what they bought. */
  name?: string | undefined
  phone?: string | undefined
}

/**
 * Adds a customer. Repeating it changes nothing: a name that stands (and may have been corrected
 * since) stays. A customer who came without a name gets it.
 */
export async function createCustomer(tx: Tx, customer: NewCustomer): Promise<{ id: string }> {
  const { customerId, name, phone } = customer
  const added = await insertCustomers(tx, [customerId])
  if (name) await insertPersonal(tx, { customerId, name, phone: phone ?? null })
  if (added.length > 0) {
    await recordAudit(tx, {
      action: 'crm.customer_created',
      targetType: 'customer',
      targetId: customerId,
    })
  }
  return { id: customerId }
}
