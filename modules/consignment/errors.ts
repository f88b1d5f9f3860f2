import { DomainError, type RefusalKind } from '#modules/kernel/errors.ts'

const refuse = (code: string, kind: RefusalKind, data: Record<string, string | number> = {}) =>
  new DomainError(`consignment.${code}`, kind, data)

/** A neighbour that this shop does not have. */
export const unknownConsignor = () => refuse('unknown_consignor', 'missing')
export const unknownPayment = () => refuse('unknown_payment', 'missing')
/** Somebody else changed it since it was shown. */
export const changedMeanwhile = () => refuse('changed_meanwhile', 'conflict')
/** The id is something else's already. */
export const idTaken = () => refuse('id_taken', 'conflict')
export const unknownGoods = () => refuse('unknown_goods', 'invalid')
export const othersGoods = (name: string, owner: string) =>
  refuse('others_goods', 'conflict', { name, owner })
export const notTheirs = (name: string) => refuse('not_theirs', 'conflict', { name })
export const moreThanThere = (name: string, thereMilli: number) =>
  refuse('more_than_there', 'conflict', { name, there: thereMilli / 1000 })
/** What is owed is another amount than the page showed. */
export const owedMeanwhile = (owedMinor: number) =>
  refuse('owed_meanwhile', 'conflict', { owed: owedMinor })
export const nothingOwed = () => refuse('nothing_owed', 'conflict')
export const alreadyUndone = () => refuse('already_undone', 'conflict')
/** A later payment stands: its slip would not be true any more. */
export const laterPayment = () => refuse('later_payment', 'conflict')
export const stillOwed = (name: string) => refuse('still_owed', 'conflict', { name })
