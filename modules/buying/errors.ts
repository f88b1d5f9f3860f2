import { DomainError, type RefusalKind } from '#modules/kernel/errors.ts'

const refuse = (code: string, kind: RefusalKind, data: Record<string, string | number> = {}) =>
  new DomainError(`buying.${code}`, kind, data)

/** A supplier that this shop does not have. */
export const unknownSupplier = () => refuse('unknown_supplier', 'missing')
/** Somebody else changed the supplier since it was shown. */
export const changedMeanwhile = () => refuse('changed_meanwhile', 'conflict')
