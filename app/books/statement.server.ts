import type { i18n } from 'i18next'
import { type DateWords, formatDay, formatMonth, monthOf } from '#app/components/dates.ts'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import { accountName } from '#app/reports/words.ts'
import { textsFor } from '#app/server/texts.ts'
import { getTrialBalance, statements } from '#modules/bookkeeping/index.ts'
import type { Span } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { columnsOf, type StatementKind, type StatementQuery } from './statement-params.ts'
import { balanceRows, cashRows, incomeRows, type StatementRow } from './statement-rows.ts'

/** A statement in words, as screen, PDF and XLSX show it. */
export interface Statement {
  title: string
  month: string
  today: string
  columns: { head: string; from: string; to: string }[]
  rows: StatementRow[]
}

/** Works a statement out and puts it into the reader's words. */
export async function readStatement(
  tx: Tx,
  query: StatementQuery,
  language: ScreenLanguage,
): Promise<Statement> {
  const { t } = textsFor(language)
  const tenant = await tx
    .selectFrom('tenant')
    .select(['timeZone', 'calendar'])
    .executeTakeFirstOrThrow()
  const calendar = tenant.calendar === 'gregory' ? ('gregory' as const) : ('roc' as const)
  const words = { calendar, language }
  const today = dayIn(tenant.timeZone, new Date())
  const month = query.month ?? monthOf(today)
  const columns = columnsOf(query, month)
  const sides: Sides = { t, nameOf: (line) => accountName(line, language) }
  const about = { title: t(`statements:kind.${query.kind}`), month, today }
  if (query.kind === 'trial') {
    return { ...about, ...(await trial(tx, columns[0]?.to ?? today, sides)) }
  }
  const heads = columns.map((span) => ({ head: headOf(query.kind, span, words, t), ...span }))
  return { ...about, columns: heads, rows: await rowsOf(tx, query.kind, columns, sides) }
}

interface Sides {
  t: i18n['t']
  nameOf: (line: { name: string; names: Record<string, string> }) => string
}

async function rowsOf(
  tx: Tx,
  kind: 'income' | 'balance' | 'cash',
  columns: readonly Span[],
  { t, nameOf }: Sides,
): Promise<StatementRow[]> {
  if (kind === 'income') {
    return incomeRows(await statements.getIncomeStatement(tx, columns), t, nameOf)
  }
  if (kind === 'cash') return cashRows(await statements.getCashFlow(tx, columns), t, nameOf)
  const days = columns.map(({ to }) => to)
  return balanceRows(await statements.getBalanceSheet(tx, days), t, nameOf)
}

/** Every account with what stands on it, debit and credit beside each other. */
async function trial(tx: Tx, day: string, { t, nameOf }: Sides) {
  const { accounts, debitMinor, creditMinor } = await getTrialBalance(tx, day)
  const from = `${day.slice(0, 4)}-01-01`
  const rows: StatementRow[] = accounts
    .filter((account) => account.balanceMinor !== 0)
    .map((account) => ({
      key: account.code,
      code: account.code,
      label: `${account.code} ${nameOf(account)}`,
      amounts: [Math.max(account.balanceMinor, 0), Math.max(-account.balanceMinor, 0)],
    }))
  const total = { key: 'total', label: t('statements:trialSum'), look: 'total' as const }
  return {
    columns: [
      { head: t('books:trial.debit'), from, to: day },
      { head: t('books:trial.credit'), from, to: day },
    ],
    rows: [...rows, { ...total, amounts: [debitMinor, creditMinor] }],
  }
}

function headOf(kind: StatementKind, { from, to }: Span, words: DateWords, t: i18n['t']): string {
  if (kind === 'balance') return t('statements:asOf', { day: formatDay(to, words) })
  if (monthOf(from) === monthOf(to)) return formatMonth(monthOf(from), words)
  return t('statements:column', {
    from: formatMonth(monthOf(from), words),
    to: formatMonth(monthOf(to), words),
  })
}
