import type { Tx } from '#modules/kernel/db.ts'
import { addDay, kindOf, namesOf } from './account-shapes.ts'
import { sumColumns } from './repository-statements.ts'
import {
  type BalanceSheet,
  balanceSheet,
  type CashFlow,
  cashFlow,
  type IncomeStatement,
  incomeStatement,
  isMoney,
  type Span,
  type SummedAccount,
} from './shared-statements.ts'

/** More columns than this nobody reads: three years by month. */
export const MAX_COLUMNS = 36
const BEGINNING = '0001-01-01'

/** What was earned in each column. @param costCentreId only what that part of the shop earned. */
export async function getIncomeStatement(
  tx: Tx,
  columns: readonly Span[],
  costCentreId?: string,
): Promise<IncomeStatement> {
  const accounts = await sums(tx, columns, { costCentreId, leavesOutClosing: true })
  return incomeStatement(columns, accounts)
}

/** What was there at the end of each day. */
export async function getBalanceSheet(tx: Tx, days: readonly string[]): Promise<BalanceSheet> {
  const spans = days.map((to) => ({ from: BEGINNING, to }))
  return balanceSheet(days, await sums(tx, spans, {}))
}

/** Why there was more or less money at the end of each column than at its beginning. */
export async function getCashFlow(tx: Tx, columns: readonly Span[]): Promise<CashFlow> {
  const before = columns.map(({ from }) => ({ from: BEGINNING, to: addDay(from, -1) }))
  const stood = await sums(tx, before, {})
  const opening = columns.map((_, at) =>
    stood
      .filter(({ code }) => isMoney(code))
      .reduce((sum, account) => sum + (account.amounts[at] ?? 0), 0),
  )
  return cashFlow(columns, await sums(tx, columns, { leavesOutClosing: true }), opening)
}

async function sums(
  tx: Tx,
  spans: readonly Span[],
  more: { costCentreId?: string | undefined; leavesOutClosing?: boolean },
): Promise<SummedAccount[]> {
  const accounts = new Map<string, SummedAccount>()
  for (const row of await sumColumns(tx, { spans, ...more })) {
    const account = accounts.get(row.code) ?? {
      code: row.code,
      name: row.name,
      names: namesOf(row.names),
      kind: kindOf(row.kind),
      amounts: spans.map(() => 0),
    }
    account.amounts[row.place] = row.amountMinor
    accounts.set(row.code, account)
  }
  return [...accounts.values()]
}
