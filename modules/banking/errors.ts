import { DomainError, type RefusalData, type RefusalKind } from '#modules/kernel/errors.ts'

const refuse = (code: string, kind: RefusalKind, data: RefusalData = {}) =>
  new DomainError(`banking.${code}`, kind, data)

export const unknownBankAccount = () => refuse('unknown_bank_account', 'missing')
export const unknownLine = () => refuse('unknown_line', 'missing')
export const unknownImport = () => refuse('unknown_import', 'missing')
export const unknownRule = () => refuse('unknown_rule', 'missing')
/** The ledger account is another bank account's already, or no money lies on it. */
export const accountInUse = (name: string) => refuse('account_in_use', 'conflict', { name })
export const notMoneyAccount = () => refuse('not_money_account', 'invalid')
export const noRoomForAccount = () => refuse('no_room_for_account', 'conflict')
export const openingFixed = () => refuse('opening_fixed', 'conflict')
export const openingAgrees = () => refuse('opening_agrees', 'conflict')

export const fileEmpty = () => refuse('file_empty', 'invalid')
export const fileTooLarge = (megabytes: number) =>
  refuse('file_too_large', 'invalid', { megabytes })
export const fileTooManyRows = (maximum: number) =>
  refuse('file_too_many_rows', 'invalid', { maximum })
export const fileIsWorkbook = () => refuse('file_is_workbook', 'invalid')
export const fileUnreadable = () => refuse('file_unreadable', 'invalid')
export const fileBroken = (line: number) => refuse('file_broken', 'invalid', { line })
/** It was taken in already, or waited for more than a day. */
export const fileGone = () => refuse('file_gone', 'conflict')
export const layoutUnfinished = () => refuse('layout_unfinished', 'invalid')
export const fileNeedsYes = () => refuse('file_needs_yes', 'conflict')
export const nothingNew = () => refuse('nothing_new', 'conflict')
export const importMatched = (count: number) => refuse('import_matched', 'conflict', { count })
export const importUndone = () => refuse('import_undone', 'conflict')

export const lineMatched = () => refuse('line_matched', 'conflict')
export const lineNotMatched = () => refuse('line_not_matched', 'conflict')
export const lineTakenBack = () => refuse('line_taken_back', 'conflict')
/** One of the postings belongs to another line, was undone, or is not of this account. */
export const postingNotFree = () => refuse('posting_not_free', 'conflict')
export const sumDiffers = (lineMinor: number, sumMinor: number) =>
  refuse('sum_differs', 'invalid', {
    lineMinor,
    sumMinor,
    differenceMinor: Math.abs(lineMinor - sumMinor),
  })
export const unknownAccount = () => refuse('unknown_account', 'invalid')
export const sameAccount = () => refuse('same_account', 'invalid')
export const notSettled = () => refuse('not_settled', 'conflict')

export const checkBeforeOpening = (day: string) =>
  refuse('check_before_opening', 'invalid', { day })
export const checkAhead = (day: string) => refuse('check_ahead', 'invalid', { day })
export const checkDiffers = (missingMinor: number) =>
  refuse('check_differs', 'conflict', { missingMinor: Math.abs(missingMinor) })
export const checkUnmatched = (count: number) => refuse('check_unmatched', 'conflict', { count })
export const checkOpening = (openingMinor: number) =>
  refuse('check_opening', 'conflict', { openingMinor: Math.abs(openingMinor) })
