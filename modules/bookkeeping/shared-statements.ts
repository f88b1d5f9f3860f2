import type { AccountKind } from './shared-accounts.ts'

/** A stretch of days that stands as one column of a statement; both ends are included. */
export interface Span {
  from: string
  to: string
}

/** An account's line: one amount for each column, in whole NT$, positive as people read it. */
export interface StatementLine {
  code: string
  name: string
  names: Record<string, string>
  amounts: number[]
}

/** Lines that belong together, and their sum. */
export interface StatementPart {
  lines: StatementLine[]
  sums: number[]
}

export interface IncomeStatement {
  columns: Span[]
  sales: StatementPart
  costOfSales: StatementPart
  grossProfits: number[]
  runningCosts: StatementPart
  otherIncome: StatementPart
  otherCosts: StatementPart
  profits: number[]
}

export interface BalanceSheet {
  /** The last day of each column. */
  days: string[]
  assets: StatementPart
  liabilities: StatementPart
  equity: StatementPart
  /** What was earned and not yet moved to the retained earnings; part of the equity. */
  unclosedProfits: number[]
  /** Liabilities and equity together: the assets, or the books are broken. */
  owedAndOwn: number[]
}

/** Where a change of money came from, in the order in which it is told. */
export const FLOW_PARTS = ['operating', 'investing', 'financing'] as const
export type FlowPart = (typeof FLOW_PARTS)[number]

export interface CashFlow {
  columns: Span[]
  profits: number[]
  /** What else moved money, by account: a debt that grew brings money, a shelf that grew takes it. */
  parts: Record<FlowPart, StatementPart>
  opening: number[]
  closing: number[]
}

/** An account with one amount for each column as the books keep it: a debit is positive. */
export interface SummedAccount {
  code: string
  name: string
  names: Record<string, string>
  kind: AccountKind
  amounts: number[]
}

/** Money in the till and in the bank. Own accounts of a shop stand below one of these two. */
export const isMoney = (code: string): boolean => code.startsWith('1101') || code.startsWith('1102')

const addUp = (lines: readonly { amounts: readonly number[] }[], columns: number): number[] =>
  Array.from({ length: columns }, (_, at) =>
    lines.reduce((sum, line) => sum + (line.amounts[at] ?? 0), 0),
  )

/** Lines of some accounts, those without a movement left out. @param sign −1 turns credits positive. */
function part(
  accounts: readonly SummedAccount[],
  columns: number,
  sign: 1 | -1,
  belongs: (account: SummedAccount) => boolean,
): StatementPart {
  const lines = accounts
    .filter((account) => belongs(account) && account.amounts.some((amount) => amount !== 0))
    .map(({ code, name, names, amounts }) => ({
      code,
      name,
      names,
      // Not −0 for what did not move.
      amounts: amounts.map((amount) => (amount === 0 ? 0 : sign * amount)),
    }))
  return { lines, sums: addUp(lines, columns) }
}

const less = (left: readonly number[], right: readonly number[]) =>
  left.map((each, at) => each - (right[at] ?? 0))
const plus = (left: readonly number[], right: readonly number[]) =>
  left.map((each, at) => each + (right[at] ?? 0))

/**
 * What was earned: sales, what the goods had cost, what the shop had cost. Classes follow the first
 * digits of the chart: 41 sales, 42 other income, 5 cost of sales, 6 running costs, 7 other.
 *
 * @param accounts what was posted in each column, closing entries left out.
 */
export function incomeStatement(
  columns: readonly Span[],
  accounts: readonly SummedAccount[],
): IncomeStatement {
  const count = columns.length
  const of = (kind: AccountKind, codes: RegExp, sign: 1 | -1) =>
    part(accounts, count, sign, (account) => account.kind === kind && codes.test(account.code))
  const sales = of('income', /^41/, -1)
  const costOfSales = of('expense', /^5/, 1)
  const runningCosts = of('expense', /^6/, 1)
  const otherIncome = of('income', /^(?!41)/, -1)
  const otherCosts = of('expense', /^(?![56])/, 1)
  const grossProfits = less(sales.sums, costOfSales.sums)
  const profits = less(
    plus(less(grossProfits, runningCosts.sums), otherIncome.sums),
    otherCosts.sums,
  )
  return {
    columns: [...columns],
    sales,
    costOfSales,
    grossProfits,
    runningCosts,
    otherIncome,
    otherCosts,
    profits,
  }
}

/**
 * What is there, what is owed and what is one's own, at the end of some days.
 *
 * @param accounts what stood on each at the end of each day.
 */
export function balanceSheet(
  days: readonly string[],
  accounts: readonly SummedAccount[],
): BalanceSheet {
  const count = days.length
  const kindIs = (kind: AccountKind, sign: 1 | -1) =>
    part(accounts, count, sign, (account) => account.kind === kind)
  const liabilities = kindIs('liability', -1)
  const equity = kindIs('equity', -1)
  const unclosedProfits = less(kindIs('income', -1).sums, kindIs('expense', 1).sums)
  return {
    days: [...days],
    assets: kindIs('asset', 1),
    liabilities,
    equity,
    unclosedProfits,
    owedAndOwn: plus(plus(liabilities.sums, equity.sums), unclosedProfits),
  }
}

/** 15 is what a shop works with; 24 and 3 are loans and the owner; everything else is trade. */
function flowOf(account: SummedAccount): FlowPart {
  if (/^1[5-9]/.test(account.code) && account.code !== '1502') return 'investing'
  return account.kind === 'equity' || account.code.startsWith('24') ? 'financing' : 'operating'
}

/**
 * Why there is more or less money than before: the profit, and what moved beside it (the indirect
 * method). The parts and the profit add up to the change of the money, by construction.
 *
 * @param accounts what was posted in each column, closing entries left out.
 * @param opening the money at the beginning of each column.
 */
export function cashFlow(
  columns: readonly Span[],
  accounts: readonly SummedAccount[],
  opening: readonly number[],
): CashFlow {
  const count = columns.length
  const isResult = ({ kind }: SummedAccount) => kind === 'income' || kind === 'expense'
  const partOf = (wanted: FlowPart) =>
    part(
      accounts,
      count,
      -1,
      (account) => !isResult(account) && !isMoney(account.code) && flowOf(account) === wanted,
    )
  const money = part(accounts, count, 1, (account) => isMoney(account.code)).sums
  return {
    columns: [...columns],
    profits: part(accounts, count, -1, isResult).sums,
    parts: {
      operating: partOf('operating'),
      investing: partOf('investing'),
      financing: partOf('financing'),
    },
    opening: [...opening],
    closing: plus(opening, money),
  }
}
