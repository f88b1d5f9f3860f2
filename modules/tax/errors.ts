import { DomainError, type RefusalKind } from '#modules/kernel/errors.ts'

const refuse = (code: string, kind: RefusalKind, data: Record<string, string | number> = {}) =>
  new DomainError(`tax.${code}`, kind, data)

/** A period that is no two months, or before the shop's books. */
export const unknownPeriod = () => refuse('unknown_period', 'missing')
/** Its last day has not passed. */
export const periodRuns = (to: string) => refuse('period_runs', 'conflict', { day: to })
/** Somebody filed it already; with other numbers than now. */
export const filedBefore = () => refuse('filed_before', 'conflict')
/** A later one was filed: what it carried on would not be right any more. */
export const laterFiled = () => refuse('later_filed', 'conflict')
/** Something was booked since the numbers were shown. */
export const changedMeanwhile = () => refuse('changed_meanwhile', 'conflict')
/** Only shops that give uniform invoices file every two months. */
export const noReturns = () => refuse('no_returns', 'conflict')
