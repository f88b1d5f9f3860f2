import type { Edge } from '#app/server/edge.server.ts'
import type { ByHand } from '#modules/bookkeeping/index.ts'
import type { Role } from '#modules/identity/index.ts'
import { DomainError } from '#modules/kernel/errors.ts'

/** Who may book behind a soft lock, with a reason that stays. */
const PASSING: readonly Role[] = ['owner', 'bookkeeper']

export const mayPassLocks = (role: Role): boolean => PASSING.includes(role)

/**
 * What somebody adds to an entry for a locked day.
 *
 * @throws bookkeeping.exception_not_allowed for anybody but the owner and the bookkeeper
 */
export function byHandOf(exceptionReason: string | undefined, edge: Edge): ByHand {
  if (exceptionReason === undefined) return {}
  if (!mayPassLocks(edge.membership.role))
    throw new DomainError('bookkeeping.exception_not_allowed', 'forbidden')
  return { exceptionReason }
}
