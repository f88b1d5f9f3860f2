import type { Tx } from '#modules/kernel/db.ts'
import { insertCustomers } from './repository.ts'

/**
 * Makes sure that customers exist whom a device or a person names: a till may send a sale on a tab
 * before the customer, or have lost the customer, and the debt must not be lost with them.
 * Call it before rows that point at a customer. One statement for any number.
 *
 * @returns those the shop did not know: they have no name now, and a person should look.
 */
export async function ensureCustomers(
  tx: Tx,
  customerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (customerIds.length === 0) return new Set()
  return new Set(await insertCustomers(tx, [...new Set(customerIds)]))
}
