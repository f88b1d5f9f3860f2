import { may, type Role } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { findRoles } from './repository-refund.ts'

/** Who did something at a till, who agreed to it, and when. */
export interface Doing {
  cashierId: string
  approvedById?: string | undefined
  at: Date
}

/**
 * Why a person should look at who did something: a cashier who is not of the shop, or nobody in
 * charge where the shop's rules ask for somebody. It is looked at, never refused.
 */
export async function peopleFlags(
  tx: Tx,
  { cashierId, approvedById, at }: Doing,
  needsApproval: boolean,
): Promise<string[]> {
  const people = await findRoles(tx, approvedById ? [cashierId, approvedById] : [cashierId])
  const approver = approvedById === undefined ? undefined : people.get(approvedById)
  const isApproved =
    approver !== undefined &&
    may(approver.role as Role, 'till.manage') &&
    (approver.endedAt === null || approver.endedAt >= at)
  return [
    ...(people.has(cashierId) ? [] : ['unknown_cashier']),
    ...(needsApproval && !isApproved ? ['approval_missing'] : []),
  ]
}
