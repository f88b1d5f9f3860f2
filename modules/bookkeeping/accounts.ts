import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { kindOf, namesOf } from './account-shapes.ts'
import {
  accountArchived,
  accountHasPostings,
  accountNotEmpty,
  accountStandard,
  accountTaken,
  codeOfOtherKind,
  keptElsewhere,
  noSuchAccount,
} from './errors.ts'
import {
  findAccounts,
  insertAccount,
  lockAccount,
  selectAccounts,
  setAccountArchived,
  sumAccountEver,
  updateAccount,
} from './repository-accounts.ts'
import {
  ACCOUNTS,
  type AccountInput,
  type AccountKind,
  isStandardAccount,
  KEPT_ELSEWHERE,
} from './shared.ts'

/** The first digit of a code tells its kind; 7 is what lies beside the trade, in and out. */
const DIGITS: Record<AccountKind, string> = {
  asset: '1',
  liability: '2',
  equity: '3',
  income: '47',
  expense: '5678',
}

/** An account of the chart. */
export interface Account {
  code: string
  name: string
  /** The name in other languages, by BCP 47 tag. */
  names: Record<string, string>
  kind: AccountKind
  holdsMoney: boolean
  /** Every shop has it; it can be renamed and nothing else. */
  isStandard: boolean
  isArchived: boolean
}

/** All accounts by code, also those that were put away. */
export async function listAccounts(tx: Tx): Promise<Account[]> {
  const rows = await selectAccounts(tx)
  return rows.map(({ archivedAt, ...row }) => ({
    ...row,
    names: namesOf(row.names),
    kind: kindOf(row.kind),
    isStandard: isStandardAccount(row.code),
    isArchived: archivedAt !== null,
  }))
}

/**
 * Adds an account, or renames one. A kind can change until something was posted.
 *
 * @param options `isNew` refuses a code that is there already.
 * @throws bookkeeping.account_taken, bookkeeping.account_standard, bookkeeping.account_has_postings,
 *   bookkeeping.code_of_other_kind
 */
export async function saveAccount(
  tx: Tx,
  input: AccountInput,
  options: { isNew?: boolean } = {},
): Promise<{ code: string }> {
  const { code, kind } = input
  const before = await lockAccount(tx, code)
  if (before && options.isNew) throw accountTaken(code, before.name)
  if (!before || before.kind !== kind) {
    if (!DIGITS[kind].includes(code.charAt(0))) throw codeOfOtherKind([...DIGITS[kind]].join('、'))
  }
  if (before) {
    if (before.kind !== kind) {
      if (isStandardAccount(code)) throw accountStandard(before.name)
      if ((await sumAccountEver(tx, code)).hasPostings) throw accountHasPostings(before.name)
    }
    await updateAccount(tx, code, input)
  } else if (!(await insertAccount(tx, input))) throw accountTaken(code, input.name)
  await recordAudit(tx, {
    action: before ? 'bookkeeping.account_changed' : 'bookkeeping.account_added',
    targetType: 'account',
    targetId: code,
    detail: { kind, name: input.name, ...(before && { before: before.name }) },
  })
  return { code }
}

/**
 * Puts an account away: it stays in the books and on statements, and nobody can post on it by hand.
 *
 * @throws bookkeeping.no_such_account, bookkeeping.account_standard, bookkeeping.account_not_empty
 */
export async function archiveAccount(tx: Tx, { code }: { code: string }): Promise<null> {
  const account = await lockAccount(tx, code)
  if (!account) throw noSuchAccount(code)
  if (isStandardAccount(code)) throw accountStandard(account.name)
  const { balanceMinor } = await sumAccountEver(tx, code)
  const isOfBalance = ['asset', 'liability', 'equity'].includes(account.kind)
  if (isOfBalance && balanceMinor !== 0) throw accountNotEmpty(account.name, Math.abs(balanceMinor))
  await setAccountArchived(tx, code, true)
  await recordAudit(tx, {
    action: 'bookkeeping.account_archived',
    targetType: 'account',
    targetId: code,
  })
  return null
}

/** Takes an account out again. @throws bookkeeping.no_such_account */
export async function restoreAccount(tx: Tx, { code }: { code: string }): Promise<null> {
  if (!(await lockAccount(tx, code))) throw noSuchAccount(code)
  await setAccountArchived(tx, code, false)
  return null
}

const KEPT: ReadonlyMap<string, string> = new Map(
  KEPT_ELSEWHERE.map((name) => [ACCOUNTS[name].code, name]),
)

/**
 * The given accounts, each of which a person may post on.
 *
 * @throws bookkeeping.no_such_account, bookkeeping.account_archived, and where the balance is the sum
 *   of something else bookkeeping.kept_elsewhere_stock or _tabs
 */
export async function requireAccounts(tx: Tx, codes: readonly string[]) {
  const found = await findAccounts(tx, codes)
  for (const code of codes) {
    const account = found.get(code)
    if (!account) throw noSuchAccount(code)
    if (account.archivedAt !== null) throw accountArchived(code, account.name)
    const kept = KEPT.get(code)
    if (kept !== undefined) throw keptElsewhere(kept)
  }
  return found
}
