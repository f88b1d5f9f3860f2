import type { i18n } from 'i18next'
import type {
  BalanceSheet,
  CashFlow,
  IncomeStatement,
  StatementLine,
  StatementPart,
} from '#modules/bookkeeping/shared.ts'

/** A line of a statement as screen, PDF and XLSX show it. */
export interface StatementRow {
  key: string
  label: string
  /** Where the line opens into its postings. */
  code?: string | undefined
  /** None for a heading. */
  amounts: number[]
  look?: 'heading' | 'sum' | 'total' | undefined
}

type Text = i18n['t']
type NameOf = (line: StatementLine) => string

const heading = (key: string, label: string): StatementRow => ({
  key,
  label,
  amounts: [],
  look: 'heading',
})

function rowsOf(key: string, label: string, part: StatementPart, nameOf: NameOf): StatementRow[] {
  if (part.lines.length === 0) return []
  return [
    heading(`${key}-head`, label),
    ...part.lines.map((line) => ({
      key: `${key}-${line.code}`,
      label: nameOf(line),
      code: line.code,
      amounts: line.amounts,
    })),
  ]
}

const sum = (key: string, label: string, amounts: number[]): StatementRow => ({
  key,
  label,
  amounts,
  look: 'sum',
})

/** What was earned, from sales down to what is left. */
export function incomeRows(statement: IncomeStatement, t: Text, nameOf: NameOf): StatementRow[] {
  const { sales, costOfSales, runningCosts, otherIncome, otherCosts } = statement
  return [
    ...rowsOf('sales', t('statements:income.sales'), sales, nameOf),
    sum('sales-sum', t('statements:income.salesSum'), sales.sums),
    ...rowsOf('cost', t('statements:income.cost'), costOfSales, nameOf),
    sum('gross', t('statements:income.gross'), statement.grossProfits),
    ...rowsOf('running', t('statements:income.running'), runningCosts, nameOf),
    sum('running-sum', t('statements:income.runningSum'), runningCosts.sums),
    ...rowsOf('other-income', t('statements:income.otherIncome'), otherIncome, nameOf),
    ...rowsOf('other-cost', t('statements:income.otherCosts'), otherCosts, nameOf),
    {
      key: 'profit',
      label: t('statements:income.profit'),
      amounts: statement.profits,
      look: 'total',
    },
  ]
}

/** What is there; below it, whose it is. */
export function balanceRows(sheet: BalanceSheet, t: Text, nameOf: NameOf): StatementRow[] {
  const { assets, liabilities, equity, unclosedProfits } = sheet
  return [
    ...rowsOf('assets', t('statements:balance.assets'), assets, nameOf),
    {
      key: 'assets-sum',
      label: t('statements:balance.assetsSum'),
      amounts: assets.sums,
      look: 'total',
    },
    ...rowsOf('liabilities', t('statements:balance.liabilities'), liabilities, nameOf),
    sum('liabilities-sum', t('statements:balance.liabilitiesSum'), liabilities.sums),
    heading('equity-head', t('statements:balance.equity')),
    ...rowsOf('equity', '', equity, nameOf).slice(1),
    { key: 'unclosed', label: t('statements:balance.unclosed'), amounts: unclosedProfits },
    {
      key: 'even',
      label: t('statements:balance.owedAndOwn'),
      amounts: sheet.owedAndOwn,
      look: 'total',
    },
  ]
}

/** Money before, why it changed, money after. */
export function cashRows(flow: CashFlow, t: Text, nameOf: NameOf): StatementRow[] {
  const { operating, investing, financing } = flow.parts
  const inTrade = flow.profits.map((profit, at) => profit + (operating.sums[at] ?? 0))
  const moved = (part: StatementPart, key: string, label: string) =>
    rowsOf(key, label, part, (line) => t('statements:cash.moved', { name: nameOf(line) }))
  return [
    sum('opening', t('statements:cash.opening'), flow.opening),
    heading('operating-head', t('statements:cash.operating')),
    { key: 'profit', label: t('statements:income.profit'), amounts: flow.profits },
    ...moved(operating, 'operating', '').slice(1),
    sum('operating-sum', t('statements:cash.operatingSum'), inTrade),
    ...moved(investing, 'investing', t('statements:cash.investing')),
    ...moved(financing, 'financing', t('statements:cash.financing')),
    { key: 'closing', label: t('statements:cash.closing'), amounts: flow.closing, look: 'total' },
  ]
}
