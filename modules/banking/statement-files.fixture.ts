import iconv from 'iconv-lite'

/** A line of a made-up account, from which files in many layouts are written. */
export interface FixtureLine {
  day: string
  amountMinor: number
  balanceMinor: number
  text: string
  note: string
}

/** A week of a grocery's account that began with NT$20,000; the names are invented. */
export const FIXTURE_LINES: FixtureLine[] = withBalances(20_000, [
  ['2026-11-02', 5_000, '現金存入', '門市'],
  ['2026-11-02', -1_250, '轉帳支出', '溪畔電力'],
  ['2026-11-04', -30, '手續費', ''],
  ['2026-11-05', 12_345, '跨行轉入', '青山民宿'],
  ['2026-11-05', -12_345, '跨行轉出', '許功蓋米行'],
  ['2026-11-09', 1, '利息', ''],
])

export function withBalances(
  openingMinor: number,
  lines: [day: string, amountMinor: number, text: string, note: string][],
): FixtureLine[] {
  let balanceMinor = openingMinor
  return lines.map(([day, amountMinor, text, note]) => {
    balanceMinor += amountMinor
    return { day, amountMinor, balanceMinor, text, note }
  })
}

const year = (day: string) => Number(day.slice(0, 4))
/** 115/11/27 */
export const roc = (day: string): string =>
  `${year(day) - 1911}/${day.slice(5, 7)}/${day.slice(8, 10)}`
/** 1151127 */
export const rocSolid = (day: string): string => roc(day).replaceAll('/', '')
/** 2026/11/27 */
export const western = (day: string): string => day.replaceAll('-', '/')
/** 12,345 */
export const grouped = (amount: number): string => amount.toLocaleString('en-US')

const quoted = (cell: string): string =>
  /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

/** A file of rows; a cell with a comma gets its quotes. */
export const csv = (rows: string[][], mark = ','): string =>
  `${rows.map((row) => row.map((cell) => (mark === ',' ? quoted(cell) : cell)).join(mark)).join('\r\n')}\r\n`

const out = (amount: number) => (amount < 0 ? grouped(-amount) : '')
const into = (amount: number) => (amount > 0 ? grouped(amount) : '')

/** The most usual layout: money out and money in beside each other, days of the Republic. */
export const usualFile = (lines: readonly FixtureLine[]): string =>
  csv([
    ['交易日', '帳務日', '摘要', '支出金額', '存入金額', '餘額', '備註', '對方帳號'],
    ...lines.map((line) => [
      roc(line.day),
      roc(line.day),
      line.text,
      out(line.amountMinor),
      into(line.amountMinor),
      grouped(line.balanceMinor),
      line.note,
      '0011-2233-445566',
    ]),
  ])

export const big5 = (text: string): Buffer => iconv.encode(text, 'big5')
