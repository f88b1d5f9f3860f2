import type { Tx } from '#modules/kernel/db.ts'
import { decodeStatement } from './decode-statement.ts'
import { layoutUnfinished } from './errors.ts'
import { guessLayout } from './guess-layout.ts'
import { findKnown } from './known-lines.ts'
import { earliestFirst, findBreak } from './order-lines.ts'
import { headRowOf, type RowProblem, readLines, type StatementLine } from './read-lines.ts'
import { findLastLine, selectLinesBetween } from './repository.ts'
import { type ChosenColumns, isReadable, Layout, MAX_COLUMNS } from './shared.ts'

/** What the plan has to know of the account. */
export interface PlannedAccount {
  id: string
  openingOn: string
  openingMinor: number
  layout: unknown
}

export interface PlannedLine extends StatementLine {
  /** It is there already, from another file or this one. */
  isKnown: boolean
}

/** A balance that does not follow from the one before it. */
export interface BalanceGap {
  rowNo: number
  expectedMinor: number
  saysMinor: number
}

export interface StatementPlan {
  layout: Layout
  /** Where the layout comes from: somebody chose it, it was kept from the last file, or it is a guess. */
  layoutFrom: 'chosen' | 'kept' | 'guessed'
  /** What each column is called, and what stands in it in the first line. */
  columns: { head: string; sample: string }[]
  isReadable: boolean
  /** The earliest first, without those before the account's beginning. */
  lines: PlannedLine[]
  problems: RowProblem[]
  leftOut: number
  /** Lines up to the day of the opening balance, which has them already. */
  earlyCount: number
  /** The first line within the file whose balance does not come out. */
  firstBreak: BalanceGap | undefined
  /** The file begins with another balance than the one that stood there before. */
  gap: BalanceGap | undefined
}

/** What would become of a file. Nothing is written. @throws banking.file_… */
export async function planImport(
  tx: Tx,
  account: PlannedAccount,
  content: Buffer,
  chosen?: ChosenColumns,
): Promise<StatementPlan> {
  const rows = decodeStatement(content)
  const { layout, layoutFrom } = layoutOf(rows, account.layout, chosen)
  const plan = {
    layout,
    layoutFrom,
    columns: columnsOf(rows, layout),
    isReadable: isReadable(layout),
  }
  const read = plan.isReadable ? readLines(rows, layout) : { lines: [], problems: [], leftOut: 0 }
  const inOrder = earliestFirst(read.lines)
  const lines = inOrder.filter((line) => line.bookedOn > account.openingOn)
  const known = findKnown(lines, await linesAround(tx, account.id, lines))
  const broken = findBreak(inOrder)
  const brokenRow = broken && inOrder[broken.index]?.rowNo
  return {
    ...plan,
    lines: lines.map((line, index) => ({ ...line, isKnown: known[index] === true })),
    problems: read.problems,
    leftOut: read.leftOut,
    earlyCount: inOrder.length - lines.length,
    firstBreak: broken && brokenRow !== undefined ? { ...broken, rowNo: brokenRow } : undefined,
    gap: await findGap(tx, account, lines, known),
  }
}

/** The same, for a file that has to be readable. @throws banking.layout_unfinished */
export async function requirePlan(...args: Parameters<typeof planImport>): Promise<StatementPlan> {
  const plan = await planImport(...args)
  if (!plan.isReadable) throw layoutUnfinished()
  return plan
}

function layoutOf(
  rows: string[][],
  keptLayout: unknown,
  chosen: ChosenColumns | undefined,
): Pick<StatementPlan, 'layout' | 'layoutFrom'> {
  const kept = Layout.safeParse(keptLayout).data
  const guessed = guessLayout(rows)
  const isKeptHere =
    kept !== undefined &&
    (kept.heads.length > 0 ? headRowOf(rows, kept.heads) !== undefined : guessed.heads.length === 0)
  const found = isKeptHere ? kept : guessed
  if (!chosen) return { layout: found, layoutFrom: isKeptHere ? 'kept' : 'guessed' }
  const { signs, ...columns } = chosen
  return { layout: { heads: found.heads, columns, signs }, layoutFrom: 'chosen' }
}

const SAMPLE = 24

function columnsOf(rows: string[][], { heads }: Layout): StatementPlan['columns'] {
  const start = headRowOf(rows, heads)
  const below = rows.slice((start ?? -1) + 1)
  const first = below.find((row) => row.filter((cell) => cell !== '').length > 2) ?? below[0] ?? []
  const width = Math.min(Math.max(heads.length, first.length), MAX_COLUMNS)
  return Array.from({ length: width }, (_, index) => ({
    head: heads[index] ?? '',
    sample: (first[index] ?? '').slice(0, SAMPLE),
  }))
}

function linesAround(tx: Tx, accountId: string, lines: readonly StatementLine[]) {
  const days = lines.map((line) => line.bookedOn).sort()
  const [from, to] = [days[0], days.at(-1)]
  return from === undefined || to === undefined ? [] : selectLinesBetween(tx, accountId, from, to)
}

/** Whether what is new begins where what is there ends. */
async function findGap(
  tx: Tx,
  account: PlannedAccount,
  lines: readonly StatementLine[],
  known: readonly boolean[],
): Promise<BalanceGap | undefined> {
  const at = known.indexOf(false)
  const first = lines[at]
  if (!first || first.balanceMinor === null) return undefined
  // A line of this file stands before it: whether that follows is the other question.
  if (at > 0) return undefined
  const last = await findLastLine(tx, account.id, first.bookedOn)
  const expectedMinor = last ? last.balanceMinor : account.openingMinor
  const saysMinor = first.balanceMinor - first.amountMinor
  if (expectedMinor === null || expectedMinor === saysMinor) return undefined
  return { rowNo: first.rowNo, expectedMinor, saysMinor }
}
