import { accounts } from '#modules/bookkeeping/index.ts'
import { ACCOUNTS } from '#modules/bookkeeping/shared.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import {
  accountInUse,
  noRoomForAccount,
  notMoneyAccount,
  openingFixed,
  unknownBankAccount,
} from './errors.ts'
import {
  findBankAccount,
  hasLines,
  insertBankAccount,
  lockBankAccount,
  selectBankAccounts,
  updateBankAccount,
} from './repository.ts'
import type { BankAccountForm } from './shared.ts'

/**
 * Adds an account at a bank. In the books it is an account that money lies on: one that no other
 * bank account uses, or a new one beside 銀行存款 (11021, 11022, …). The same id twice adds one.
 *
 * @throws banking.not_money_account, banking.account_in_use, banking.no_room_for_account
 */
export async function addBankAccount(tx: Tx, form: BankAccountForm): Promise<{ id: string }> {
  if (await findBankAccount(tx, form.id)) return { id: form.id }
  const accountCode = form.accountCode ?? (await makeLedgerAccount(tx, form))
  await requireFreeAccount(tx, accountCode)
  const { id, name, lastDigits, openingOn, openingMinor } = form
  await insertBankAccount(tx, { id, name, lastDigits, accountCode, openingOn, openingMinor })
  await recordAudit(tx, {
    action: 'banking.account_added',
    targetType: 'bank_account',
    targetId: id,
    detail: { name, lastDigits, accountCode },
  })
  return { id }
}

/**
 * Corrects what is written about an account. Where it begins can change until something was taken in.
 *
 * @throws banking.unknown_bank_account, banking.opening_fixed
 */
export async function changeBankAccount(
  tx: Tx,
  form: Omit<BankAccountForm, 'accountCode'>,
): Promise<{ id: string }> {
  const { id, name, lastDigits, openingOn, openingMinor } = form
  await lockBankAccount(tx, id)
  const before = await findBankAccount(tx, id)
  if (!before) throw unknownBankAccount()
  const isOpeningMoved = before.openingOn !== openingOn || before.openingMinor !== openingMinor
  if (isOpeningMoved && (await hasLines(tx, id))) throw openingFixed()
  await updateBankAccount(tx, id, { name, lastDigits, openingOn, openingMinor })
  await recordAudit(tx, {
    action: 'banking.account_changed',
    targetType: 'bank_account',
    targetId: id,
    detail: { name, lastDigits, openingOn, openingMinor },
  })
  return { id }
}

/** Accounts of the books that a bank account may stand on: money lies there, and no other bank does. */
export async function listFreeMoneyAccounts(tx: Tx) {
  const used = new Set((await selectBankAccounts(tx).execute()).map((each) => each.accountCode))
  const all = await accounts.listAccounts(tx)
  return all.filter(
    (each) =>
      each.holdsMoney &&
      !each.isArchived &&
      each.code !== ACCOUNTS.cash.code &&
      !used.has(each.code),
  )
}

async function requireFreeAccount(tx: Tx, code: string): Promise<void> {
  const all = await accounts.listAccounts(tx)
  const account = all.find((each) => each.code === code && !each.isArchived)
  if (!account?.holdsMoney || code === ACCOUNTS.cash.code) throw notMoneyAccount()
  const others = await selectBankAccounts(tx).execute()
  const other = others.find((each) => each.accountCode === code)
  if (other) throw accountInUse(other.name)
}

/** Codes of own accounts: 銀行存款 and a digit or two behind it. */
const MOST_OWN = 99

async function makeLedgerAccount(tx: Tx, { name, lastDigits }: BankAccountForm): Promise<string> {
  const taken = new Set((await accounts.listAccounts(tx)).map((each) => each.code))
  for (let number = 1; number <= MOST_OWN; number += 1) {
    const code = `${ACCOUNTS.bank.code}${String(number).padStart(2, '0')}`
    if (taken.has(code)) continue
    const title = `${name.slice(0, 52)} ${lastDigits}`
    await accounts.saveAccount(
      tx,
      { code, kind: 'asset', name: title, nameEn: '', holdsMoney: true },
      { isNew: true },
    )
    return code
  }
  throw noRoomForAccount()
}
