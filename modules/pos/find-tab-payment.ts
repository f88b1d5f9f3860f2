import { getCustomerTab } from '#modules/crm/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { selectTabPayment } from './repository-tab.ts'

/**
 * A payment of a tab as its paper tells it, with what was owed before it. Money in whole NT$.
 * Undefined for an unknown one, and for one that was taken back: its paper would not be true.
 */
export async function findTabPayment(tx: Tx, paymentId: string) {
  const payment = await selectTabPayment(tx, paymentId)
  if (!payment) return undefined
  const tab = await getCustomerTab(tx, payment.customerId)
  const entry = tab.entries.find(({ sourceId }) => sourceId === paymentId)
  return {
    ...payment,
    customerName: tab.name ?? '',
    // One that arrived after a hundred later ones is told by what is owed now.
    owedBeforeMinor: (entry?.balanceMinor ?? tab.owesMinor) + payment.amountMinor,
  }
}
