import { DomainError, type RefusalData, type RefusalKind } from '#modules/kernel/errors.ts'

const refuse = (code: string, kind: RefusalKind, data: RefusalData = {}) =>
  new DomainError(`bookkeeping.${code}`, kind, data)

/** An entry that these books do not have. */
export const unknownEntry = () => refuse('unknown_entry', 'missing')
/** An account that these books do not have, in an address. */
export const unknownAccount = () => refuse('unknown_account', 'missing')
/** The same in what somebody sent. */
export const noSuchAccount = (code: string) => refuse('no_such_account', 'invalid', { code })
export const accountArchived = (code: string, name: string) =>
  refuse('account_archived', 'invalid', { code, name })
export const accountStandard = (name: string) => refuse('account_standard', 'invalid', { name })
export const accountNotEmpty = (name: string, balanceMinor: number) =>
  refuse('account_not_empty', 'conflict', { name, balanceMinor })
export const accountHasPostings = (name: string) =>
  refuse('account_has_postings', 'conflict', { name })
export const accountTaken = (code: string, name: string) =>
  refuse('account_taken', 'conflict', { code, name })
export const codeOfOtherKind = (digits: string) =>
  refuse('code_of_other_kind', 'invalid', { digits })
/** The balance of this account is the sum of something else; the sentence says where to change it. */
export const keptElsewhere = (account: string) =>
  refuse(`kept_elsewhere_${account === 'inventory' ? 'stock' : 'tabs'}`, 'invalid')

export const unbalanced = (debitMinor: number, creditMinor: number) =>
  refuse('unbalanced', 'invalid', {
    debitMinor,
    creditMinor,
    differenceMinor: Math.abs(debitMinor - creditMinor),
  })
export const nothingToBook = () => refuse('nothing_to_book', 'invalid')
/** The id was used for something else: nothing of this was booked, and the other stands. */
export const idTaken = () => refuse('id_taken', 'conflict')
export const dayAhead = (day: string) => refuse('day_ahead', 'invalid', { day })
export const unknownCostCentre = () => refuse('unknown_cost_centre', 'invalid')
export const costCentreTaken = (name: string) => refuse('cost_centre_taken', 'conflict', { name })

export const dayLocked = (day: string, through: string) =>
  refuse('day_locked', 'conflict', { day, through })
export const dayFiled = (day: string, through: string) =>
  refuse('day_filed', 'conflict', { day, through })
export const yearClosed = (year: number) => refuse('year_closed', 'conflict', { year })
export const lockAhead = (day: string) => refuse('lock_ahead', 'invalid', { day })
export const lockBackwards = (through: string) => refuse('lock_backwards', 'conflict', { through })

export const alreadyUndone = () => refuse('already_undone', 'conflict')
export const undoOfUndo = () => refuse('undo_of_undo', 'invalid')
export const undoBefore = (day: string) => refuse('undo_before', 'invalid', { day })
/** Where each source is undone, so that goods, tabs and drawers follow; any other says so generally. */
const UNDONE_AT: Record<string, string> = {
  sale: 'sale',
  sale_refund: 'sale',
  tab_payment: 'tab',
  cash_move: 'till',
  shift: 'till',
  product: 'stock',
  stock_correction: 'stock',
  goods_import: 'stock',
  stock_act: 'change',
  purchase_receipt: 'buying',
  supplier_bill: 'buying',
  supplier_payment: 'buying',
  supplier_settlement: 'buying',
  year_end: 'year',
  consignment_payment: 'consignment',
}
export const undoneElsewhere = (sourceType: string) =>
  refuse(`undone_at_${UNDONE_AT[sourceType] ?? 'other'}`, 'conflict')

export const openingExists = (day: string) => refuse('opening_exists', 'conflict', { day })
export const openingOnlyBalances = (code: string) =>
  refuse('opening_only_balances', 'invalid', { code })

export const notMoney = (name: string) => refuse('not_money', 'invalid', { name })
export const samePlace = () => refuse('same_place', 'invalid')
export const feeTooLarge = () => refuse('fee_too_large', 'invalid')
export const taxTooLarge = () => refuse('tax_too_large', 'invalid')
export const invoiceTaken = (invoiceNo: string, day: string) =>
  refuse('invoice_taken', 'conflict', { invoiceNo, day })
export const unknownSlip = () => refuse('unknown_slip', 'missing')
export const unknownRecurring = () => refuse('unknown_recurring', 'invalid')
/** This turn was booked or left out before, or is not due yet. */
export const notDue = () => refuse('not_due', 'conflict')

export const tooManyPostings = (most: number) => refuse('too_many_postings', 'invalid', { most })

export const yearNotOver = (year: number) => refuse('year_not_over', 'invalid', { year })
export const yearOpen = (year: number) => refuse('year_open', 'conflict', { year })
export const laterYearClosed = (year: number) => refuse('later_year_closed', 'conflict', { year })
export const nothingToClose = (year: number) => refuse('nothing_to_close', 'invalid', { year })
