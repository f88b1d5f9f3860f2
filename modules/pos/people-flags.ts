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
  // Whoever is in charge asks nobody.
  const isApproved = [cashierId, approvedById ?? cashierId].some((id) =>
    wasInCharge(people.get(id), at),
  )
  return [
    ...(people.has(cashierId) ? [] : ['unknown_cashier']),
    ...(needsApproval && !isApproved ? ['approval_missing'] : []),
  ]
}

/** Whether somebody could agree to something at that time: in charge, and of the shop. */
export const wasInCharge = (
  person: { role: string; endedAt: Date | null } | undefined,
  at: Date,
): boolean =>
  person !== undefined &&
  may(person.role as Role, 'till.manage') &&
  (person.endedAt === null || person.endedAt >= at)
