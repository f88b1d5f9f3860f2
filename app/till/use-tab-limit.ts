import type { Approval, SoldPayment } from '#modules/pos/shared.ts'
import { useApproval } from './approval.tsx'
import { roomOnTab } from './tabs.ts'
import type { Selling } from './use-selling.ts'

/** What of some payments goes on the tab. */
export const tabPartOf = (payments: readonly SoldPayment[]): number =>
  payments.filter((part) => part.tender === 'tab').reduce((sum, part) => sum + part.amountMinor, 0)

/**
 * Asks somebody in charge when a payment takes a tab past what may be owed.
 *
 * @returns what to write down with the sale; undefined when nobody agreed, or nobody owes it.
 */
export function useTabLimit(selling: Selling) {
  const approvals = useApproval()
  return async (payments: readonly SoldPayment[]): Promise<Approval[] | undefined> => {
    const tabMinor = tabPartOf(payments)
    if (tabMinor === 0) return []
    const customer = selling.tabs.find(selling.cart.customerId)
    if (!customer) return undefined
    if (tabMinor <= roomOnTab(customer, selling.state.connection === 'online')) return []
    const amountMinor = customer.owesMinor + tabMinor
    const agreed = await approvals.ask({ kind: 'tab_limit', amountMinor })
    return agreed && [{ kind: 'tab_limit', approvedById: agreed.approvedById }]
  }
}
