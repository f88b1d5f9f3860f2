import { plainCell, readAmount, readDay, readDirection } from './read-cells.ts'
import type { ColumnRole, Layout } from './shared.ts'

/** A line of a statement as the file says it. Into the account is positive. */
export interface StatementLine {
  /** As a spreadsheet counts: the first row is 1. */
  rowNo: number
  bookedOn: string
  amountMinor: number
  balanceMinor: number | null
  text: string
  note: string
  counterpart: string
}

/** What is wrong with a row: a key of `errors.json` and what fills its sentence. */
export interface RowProblem {
  rowNo: number
  code: string
  data: Record<string, string | number>
}

export interface ReadStatement {
  /** In the order of the file. */
  lines: StatementLine[]
  problems: RowProblem[]
  /** Rows below the heads that are no lines: empty ones, sums, the heads once more. */
  leftOut: number
}

/** A balance may be larger than any one amount. */
const MAX_BALANCE_MINOR = 1_000_000_000_000

const wordsOf = (row: readonly string[]) => row.map(plainCell).join('\u0000')

/** Which row has these heads; undefined where none has. @returns an index from 0. */
export function headRowOf(rows: readonly string[][], heads: readonly string[]): number | undefined {
  if (heads.length === 0) return undefined
  const wanted = wordsOf(heads)
  const found = rows.findIndex((row) => wordsOf(row.slice(0, heads.length)) === wanted)
  return found < 0 ? undefined : found
}

/** Reads the rows below the heads: every line, and everything that is wrong with one. */
export function readLines(rows: readonly string[][], layout: Layout): ReadStatement {
  const read: ReadStatement = { lines: [], problems: [], leftOut: 0 }
  const start = (headRowOf(rows, layout.heads) ?? -1) + 1
  const heads = wordsOf(layout.heads)
  for (const [index, cells] of rows.slice(start).entries()) {
    const isHeads =
      layout.heads.length > 0 && wordsOf(cells.slice(0, layout.heads.length)) === heads
    if (isHeads || cells.every((cell) => plainCell(cell) === '')) continue
    const rowNo = start + index + 1
    const result = readRow(cells, layout, rowNo)
    if (result === 'no line') read.leftOut += 1
    else if ('code' in result) read.problems.push(result)
    else read.lines.push(result)
  }
  return read
}

type Cell = (role: ColumnRole) => string

function readRow(
  cells: readonly string[],
  layout: Layout,
  rowNo: number,
): StatementLine | RowProblem | 'no line' {
  const cell: Cell = (role) => {
    const at = layout.columns[role]
    return at === undefined ? '' : plainCell(cells[at] ?? '')
  }
  const refuse = (code: string, data: RowProblem['data'] = {}) => ({ rowNo, code, data })
  const dayCell = cell('day')
  // A row of sums has no digit where lines have their day, and an account's name stands there alone.
  if (!/\d/.test(dayCell)) return 'no line'
  const bookedOn = readDay(dayCell)
  if (bookedOn === undefined) return refuse('banking.row_bad_day', { cell: quote(dayCell) })
  const amount = readMoney(cell, layout)
  if (typeof amount !== 'number') return refuse(amount.code, amount.data)
  if (amount === 0) return 'no line'
  const balance = readAmount(cell('balance'), MAX_BALANCE_MINOR)
  if (balance.kind === 'wrong')
    return refuse(`banking.row_balance_${balance.why}`, { cell: quote(cell('balance')) })
  return {
    rowNo,
    bookedOn,
    amountMinor: amount,
    balanceMinor: balance.kind === 'amount' ? balance.minor : null,
    text: clip(cell('text'), 200),
    note: clip(cell('note'), 200),
    counterpart: clip(masked(cell('counterpart')), 60),
  }
}

type Wrong = { code: string; data: Record<string, string | number> }

function readMoney(cell: Cell, { columns, signs }: Layout): number | Wrong {
  if (columns.in === undefined && columns.out === undefined) return readSigned(cell, columns, signs)
  const into = readAmount(cell('in'))
  const out = readAmount(cell('out'))
  if (into.kind === 'wrong') return wrong(into.why, cell('in'))
  if (out.kind === 'wrong') return wrong(out.why, cell('out'))
  // Banks write what went out with and without its minus.
  const inMinor = into.kind === 'amount' ? Math.abs(into.minor) : 0
  const outMinor = out.kind === 'amount' ? Math.abs(out.minor) : 0
  if (inMinor !== 0 && outMinor !== 0) return { code: 'banking.row_both', data: {} }
  if (into.kind === 'none' && out.kind === 'none')
    return { code: 'banking.row_no_amount', data: {} }
  return inMinor - outMinor
}

function readSigned(
  cell: Cell,
  columns: Layout['columns'],
  signs: Layout['signs'],
): number | Wrong {
  const amount = readAmount(cell('amount'))
  if (amount.kind === 'wrong') return wrong(amount.why, cell('amount'))
  if (amount.kind === 'none') return { code: 'banking.row_no_amount', data: {} }
  if (columns.direction !== undefined) {
    const word = cell('direction')
    const direction = readDirection(word)
    if (!direction) return { code: 'banking.row_bad_direction', data: { cell: quote(word) } }
    return direction === 'in' ? Math.abs(amount.minor) : -Math.abs(amount.minor)
  }
  // `0 - x` and not `-x`: there is no minus zero among amounts.
  return signs === 'plus_is_in' ? amount.minor : 0 - amount.minor
}

const wrong = (why: string, cell: string): Wrong => ({
  code: `banking.row_amount_${why}`,
  data: { cell: quote(cell) },
})

/** What a sentence can quote of a cell without becoming one itself. */
const quote = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text)

/** At most so many characters; never half of one. */
function clip(text: string, maximum: number): string {
  let kept = ''
  for (const letter of text) {
    if (kept.length + letter.length > maximum) break
    kept += letter
  }
  return kept
}

/** Somebody else's account number: its last five digits tell it from others, the rest is not ours. */
const masked = (text: string): string =>
  text.replace(/\d[\d\s-]{6,}\d/g, (number) => `…${number.replace(/\D/g, '').slice(-5)}`)
