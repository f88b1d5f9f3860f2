import { countBreaks } from './order-lines.ts'
import { plainCell, readAmount, readDay } from './read-cells.ts'
import { headRowOf, readLines } from './read-lines.ts'
import { type ColumnRole, type Columns, isReadable, type Layout, MAX_COLUMNS } from './shared.ts'

/**
 * What banks call their columns, the likeliest word first. The order of the roles matters: 存入金額
 * is money that came in before it is an amount, and 存款餘額 a balance before it is a deposit.
 */
const WORDS: [ColumnRole, string[]][] = [
  ['day', ['交易日期', '交易日', '日期', '帳務日期', '帳務日', '記帳日', '入帳日', '日', 'date']],
  ['balance', ['餘額', '帳戶餘額', '存款餘額', '結餘', '結存', 'balance']],
  [
    'out',
    ['支出金額', '支出', '提款金額', '提款', '提出', '轉出', '付出', '借方', 'withdrawal', 'debit'],
  ],
  ['in', ['存入金額', '存入', '存款金額', '存款', '轉入', '收入', '貸方', 'deposit', 'credit']],
  ['direction', ['借貸別', '借貸', '收支別', '收支', '存提別', '存提', '進出', 'dc', 'type']],
  ['amount', ['交易金額', '金額', '異動金額', '發生額', 'amount']],
  ['text', ['摘要', '交易摘要', '交易說明', '說明', '交易項目', '交易類別', 'description']],
  ['note', ['備註', '存摺備註', '附註', '註記', '附言', 'memo', 'note', 'remark']],
  ['counterpart', ['對方帳號', '轉出入帳號', '對方帳戶', '對方戶名', '對方', 'counterparty']],
]

/** How far down the heads of a file may stand, below the name of the account and the like. */
const HEADS_WITHIN = 40
/** How many rows are tried to find out what the columns hold. */
const TRIED = 60

/**
 * How a file is most likely read: by the words over its columns, then by what stands in them, and
 * where a balance runs along, by which way of reading it comes out right.
 */
export function guessLayout(rows: readonly string[][]): Layout {
  const headed = guessByHeads(rows)
  const layout = headed ?? guessByCells(rows)
  return turnedRight(rows, layout)
}

function guessByHeads(rows: readonly string[][]): Layout | undefined {
  let best: Layout | undefined
  for (const row of rows.slice(0, HEADS_WITHIN)) {
    const layout: Layout = {
      heads: row.slice(0, MAX_COLUMNS).map((cell) => cell.slice(0, 200)),
      columns: columnsByHeads(row),
      signs: 'plus_is_in',
    }
    if (isReadable(layout) && (!best || countRoles(layout) > countRoles(best))) best = layout
  }
  return best
}

const countRoles = ({ columns }: Layout) =>
  Object.values(columns).filter((each) => each !== undefined).length

function columnsByHeads(row: readonly string[]): Columns {
  const heads = row.slice(0, MAX_COLUMNS).map(headWord)
  const taken = new Set<number>()
  const columns: Columns = {}
  for (const [role, words] of WORDS) {
    const found = heads
      .map((head, index) => ({ index, rank: rankOf(head, words) }))
      .filter(({ index, rank }) => rank !== undefined && !taken.has(index))
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))[0]
    if (!found) continue
    columns[role] = found.index
    taken.add(found.index)
  }
  if (columns.in !== undefined && columns.out !== undefined) {
    delete columns.amount
    delete columns.direction
  }
  return columns
}

/** A head without its unit, blanks and marks: `支出金額（NT$）` is 支出金額. */
const headWord = (cell: string): string =>
  plainCell(cell)
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** A word that is the whole head comes before one that is a part of it. Long heads are sentences. */
function rankOf(head: string, words: readonly string[]): number | undefined {
  if (head === '' || head.length > 14) return undefined
  const whole = words.indexOf(head)
  if (whole >= 0) return whole
  const part = words.findIndex((word) => word.length > 1 && head.includes(word))
  return part < 0 ? undefined : 100 + part
}

/** A file without heads: the first column of days, amounts from the right, and the longest words. */
function guessByCells(rows: readonly string[][]): Layout {
  const tried = rows.filter((row) => row.some((cell) => readDay(cell))).slice(0, TRIED)
  const width = Math.min(Math.max(0, ...tried.map((row) => row.length)), MAX_COLUMNS)
  const all = Array.from({ length: width }, (_, index) => index)
  const share = (index: number, test: (cell: string) => boolean) =>
    tried.filter((row) => test(row[index] ?? '')).length / Math.max(tried.length, 1)
  const day = all.find((index) => share(index, (cell) => readDay(cell) !== undefined) > 0.8)
  const isMoney = (cell: string) => readDay(cell) === undefined && readAmount(cell).kind !== 'wrong'
  const money = all.filter(
    (index) => share(index, isMoney) > 0.8 && share(index, (cell) => cell !== '') > 0,
  )
  const letters = (index: number) =>
    tried.reduce((sum, row) => sum + (row[index] ?? '').replace(/[\d\s.,:/-]/g, '').length, 0)
  const text = all
    .filter((index) => index !== day && !money.includes(index) && letters(index) > 0)
    .sort((a, b) => letters(b) - letters(a))[0]
  const [first, second, third] = money.slice(-3)
  const columns: Columns =
    third !== undefined
      ? { day, text, out: first, in: second, balance: third }
      : { day, text, amount: first, balance: second }
  return { heads: [], columns, signs: 'plus_is_in' }
}

/** Money in and money out change places where only then the balance comes out right. */
function turnedRight(rows: readonly string[][], layout: Layout): Layout {
  if (layout.columns.balance === undefined || !isReadable(layout)) return layout
  const start = headRowOf(rows, layout.heads) ?? 0
  const tried = rows.slice(start, start + TRIED)
  const breaksOf = (each: Layout) => countBreaks(readLines(tried, each).lines)
  const turned = turn(layout)
  return breaksOf(turned) < breaksOf(layout) ? turned : layout
}

function turn({ columns, ...layout }: Layout): Layout {
  const { in: into, out, ...rest } = columns
  if (into === undefined && out === undefined)
    return {
      ...layout,
      columns,
      signs: layout.signs === 'plus_is_in' ? 'plus_is_out' : 'plus_is_in',
    }
  return { ...layout, columns: { ...rest, in: out, out: into } }
}
