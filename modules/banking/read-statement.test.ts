import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeStatement } from './decode-statement.ts'
import { guessLayout } from './guess-layout.ts'
import { findKnown } from './known-lines.ts'
import { earliestFirst, findBreak } from './order-lines.ts'
import { readAmount, readDay, readDirection } from './read-cells.ts'
import { readLines } from './read-lines.ts'
import { Columns } from './shared.ts'
import {
  big5,
  csv,
  FIXTURE_LINES,
  type FixtureLine,
  grouped,
  roc,
  rocSolid,
  usualFile,
  western,
} from './statement-files.fixture.ts'

test.each([
  ['115/11/27', '2026-11-27'],
  ['1151127', '2026-11-27'],
  ['2026/11/27', '2026-11-27'],
  ['20261127', '2026-11-27'],
  ['2026-11-27', '2026-11-27'],
  ['115.1.5', '2026-01-05'],
  ['民國115年11月27日', '2026-11-27'],
  ['１１５／１１／２７', '2026-11-27'],
  ['2026/11/27 13:05:22', '2026-11-27'],
  ['1151127130522', '2026-11-27'],
  ['20261127130522', '2026-11-27'],
  ['="1151127"', '2026-11-27'],
  ["'115/11/27", '2026-11-27'],
  ['99/01/05', '2010-01-05'],
  ['115/02/29', undefined],
  ['113/02/29', '2024-02-29'],
  ['115/13/01', undefined],
  ['11/27', undefined],
  ['11/27/2026', undefined],
  ['26/11/27', undefined],
  ['115112', undefined],
  ['12345678901', undefined],
  ['', undefined],
])('the day %s is %s', (typed, day) => {
  expect(readDay(typed)).toBe(day)
})

test.each([
  ['1,234', 1234],
  ['NT$1,234.00', 1234],
  ['＋１，２３４', 1234],
  ['-1,234', -1234],
  ['−1,234', -1234],
  ['1,234-', -1234],
  ['(1,234)', -1234],
  ['（1,234）', -1234],
  ['+50', 50],
  ['$ 50 元', 50],
  ['="00050"', 50],
  ['0', 0],
  ['-0.00', 0],
  ['', 'none'],
  ['--', 'none'],
  ['－', 'none'],
  ['12.50', 'not_whole'],
  ['1.234,00', 'not_number'],
  ['十元', 'not_number'],
  ['(50', 'not_number'],
  ['9999999999', 'too_large'],
])('the amount %s is %s', (typed, amount) => {
  const read = readAmount(typed)
  expect(read.kind === 'amount' ? read.minor : read.kind === 'wrong' ? read.why : 'none').toBe(
    amount,
  )
})

test.each([
  ['借', 'out'],
  ['貸', 'in'],
  ['D', 'out'],
  ['c', 'in'],
  ['支出', 'out'],
  ['轉入', 'in'],
  ['+', 'in'],
  ['-', 'out'],
  ['收支', undefined],
  ['沖正', undefined],
])('the word %s means %s', (word, direction) => {
  expect(readDirection(word)).toBe(direction)
})

const plus = (amount: number) => (amount > 0 ? `+${grouped(amount)}` : grouped(amount))
const dash = (amount: number) => (amount > 0 ? grouped(amount) : '--')

/** How banks write their files; each says the same lines. */
const LAYOUTS: Record<string, (lines: readonly FixtureLine[]) => Buffer> = {
  'two columns, ROC days, UTF-8': (lines) => Buffer.from(usualFile(lines)),
  'the same with a mark at the front': (lines) => Buffer.from(`\uFEFF${usualFile(lines)}`),
  'the same in Big5': (lines) => big5(usualFile(lines)),
  'the same in UTF-16': (lines) =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(usualFile(lines), 'utf16le')]),
  'the latest first, solid ROC days': (lines) =>
    big5(
      csv([
        ['交易日期', '摘要', '提出', '存入', '結餘', '附註'],
        ...[...lines]
          .reverse()
          .map((line) => [
            rocSolid(line.day),
            line.text,
            dash(-line.amountMinor),
            dash(line.amountMinor),
            `${grouped(line.balanceMinor)}.00`,
            line.note,
          ]),
      ]),
    ),
  'one signed column, western days': (lines) =>
    Buffer.from(
      csv([
        ['日期', '說明', '金額(NT$)', '帳戶餘額(NT$)', '備註'],
        ...lines.map((line) => [
          western(line.day),
          line.text,
          plus(line.amountMinor),
          grouped(line.balanceMinor),
          line.note,
        ]),
      ]),
    ),
  'one column and 借貸別, with a head above the heads and sums below': (lines) =>
    big5(
      csv([
        ['山海合作社 存款往來明細'],
        ['帳號', '***12345', '幣別', 'TWD'],
        ['查詢期間', '115/11/01', '115/11/30'],
        [],
        ['交易日期', '交易時間', '借貸別', '交易金額', '存款餘額', '交易摘要', '備註'],
        ...lines.map((line) => [
          roc(line.day),
          '09:30:00',
          line.amountMinor < 0 ? '借' : '貸',
          grouped(Math.abs(line.amountMinor)),
          grouped(line.balanceMinor),
          line.text,
          line.note,
        ]),
        ['合計', '', '', '999,999', '', '', ''],
      ]),
    ),
  'one column where plus is what went out': (lines) =>
    Buffer.from(
      csv([
        ['日期', '金額', '餘額', '摘要', '備註'],
        ...lines.map((line) => [
          western(line.day),
          grouped(-line.amountMinor),
          grouped(line.balanceMinor),
          line.text,
          line.note,
        ]),
      ]),
    ),
  '借方 and 貸方 said from the other side': (lines) =>
    Buffer.from(
      csv([
        ['日期', '摘要', '借方金額', '貸方金額', '餘額', '備註'],
        ...lines.map((line) => [
          western(line.day),
          line.text,
          line.amountMinor > 0 ? grouped(line.amountMinor) : '0',
          line.amountMinor < 0 ? grouped(-line.amountMinor) : '0',
          grouped(line.balanceMinor),
          line.note,
        ]),
      ]),
    ),
  'tabs, and commas within amounts': (lines) =>
    big5(
      csv(
        [
          ['帳務日期', '交易說明', '支出', '收入', '餘額', '存摺備註'],
          ...lines.map((line) => [
            western(line.day),
            line.text,
            dash(-line.amountMinor),
            dash(line.amountMinor),
            grouped(line.balanceMinor),
            line.note,
          ]),
        ],
        '\t',
      ),
    ),
  'money out with its minus, semicolons': (lines) =>
    Buffer.from(
      csv(
        [
          ['date', 'description', 'withdrawal', 'deposit', 'balance', 'memo'],
          ...lines.map((line) => [
            `${western(line.day)} 10:00`,
            line.text,
            line.amountMinor < 0 ? grouped(line.amountMinor) : '',
            line.amountMinor > 0 ? grouped(line.amountMinor) : '',
            `${line.balanceMinor}`,
            line.note,
          ]),
        ],
        ';',
      ),
    ),
}

describe.each(Object.entries(LAYOUTS))('%s', (_, write) => {
  test('is read without asking, to the dollar and the word', () => {
    const rows = decodeStatement(write(FIXTURE_LINES))
    const { lines, problems } = readLines(rows, guessLayout(rows))
    expect(problems).toEqual([])
    expect(
      earliestFirst(lines).map(({ bookedOn, amountMinor, balanceMinor, text, note }) => ({
        day: bookedOn,
        amountMinor,
        balanceMinor,
        text,
        note,
      })),
    ).toEqual(FIXTURE_LINES)
  })
})

test('a file without heads is read by what stands in it', () => {
  const content = csv(
    FIXTURE_LINES.map((line) => [
      roc(line.day),
      line.text,
      line.amountMinor < 0 ? grouped(-line.amountMinor) : '0',
      line.amountMinor > 0 ? grouped(line.amountMinor) : '0',
      grouped(line.balanceMinor),
    ]),
  )
  const rows = decodeStatement(Buffer.from(content))
  const { lines } = readLines(rows, guessLayout(rows))
  expect(lines.map((line) => line.amountMinor)).toEqual(
    FIXTURE_LINES.map((line) => line.amountMinor),
  )
  expect(lines.map((line) => line.text)).toEqual(FIXTURE_LINES.map((line) => line.text))
})

test('letters whose second Big5 byte is a backslash come through', () => {
  expect(big5('許功蓋').includes(0x5c)).toBe(true)
  expect(decodeStatement(big5('許功蓋米行,1,2\n'))).toEqual([['許功蓋米行', '1', '2']])
})

test('any amounts in any layout come back as they were', () => {
  const anyLine = fc.record({
    day: fc
      .integer({ min: 0, max: 300 })
      .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)),
    amountMinor: fc.integer({ min: -900_000_000, max: 900_000_000 }).filter((each) => each !== 0),
    text: fc.constantFrom('轉帳', '現金存入', '手續費', '利息, 半年', '"引號"店'),
    note: fc.constantFrom('', '青山民宿', 'A-1,2'),
  })
  const history = fc.array(anyLine, { minLength: 2, maxLength: 25 }).map((lines) => {
    let balanceMinor = 10_000
    return lines
      .toSorted((a, b) => a.day.localeCompare(b.day))
      .map((line) => {
        balanceMinor += line.amountMinor
        return { ...line, balanceMinor }
      })
  })
  fc.assert(
    fc.property(history, fc.constantFrom(...Object.values(LAYOUTS).slice(0, 6)), (lines, write) => {
      const rows = decodeStatement(write(lines))
      const read = readLines(rows, guessLayout(rows))
      expect(read.problems).toEqual([])
      const inOrder = earliestFirst(read.lines)
      // On a single day the balance alone tells the order, and it can tell it both ways.
      if (lines[0]?.day !== lines.at(-1)?.day) expect(findBreak(inOrder)).toBeUndefined()
      const sum = (all: readonly { amountMinor: number }[]) =>
        all.reduce((total, each) => total + each.amountMinor, 0)
      expect(sum(inOrder)).toBe(sum(lines))
      expect(inOrder.length).toBe(lines.length)
    }),
    { numRuns: 200 },
  )
})

test('a row that is wrong says so, with its number in the file', () => {
  const rows = decodeStatement(
    Buffer.from(
      csv([
        ['交易日', '摘要', '支出金額', '存入金額', '餘額'],
        ['115/11/31', '沒有這一天', '100', '', '900'],
        ['115/11/02', '兩邊都有', '100', '200', '900'],
        ['115/11/02', '沒有錢', '', '', '900'],
        ['115/11/02', '角', '10.5', '', '900'],
        ['115/11/02', '字', '一百', '', '900'],
        ['115/11/02', '餘額', '100', '', 'x'],
        ['115/11/02', '好的', '100', '', '800'],
        ['', '合計', '100', '', ''],
      ]),
    ),
  )
  const { lines, problems, leftOut } = readLines(rows, guessLayout(rows))
  expect(lines.map((line) => line.rowNo)).toEqual([8])
  expect(leftOut).toBe(1)
  expect(problems.map(({ rowNo, code }) => [rowNo, code])).toEqual([
    [2, 'banking.row_bad_day'],
    [3, 'banking.row_both'],
    [4, 'banking.row_no_amount'],
    [5, 'banking.row_amount_not_whole'],
    [6, 'banking.row_amount_not_number'],
    [7, 'banking.row_balance_not_number'],
  ])
})

test('another person’s account number keeps its last five digits', () => {
  const rows = decodeStatement(Buffer.from(usualFile(FIXTURE_LINES)))
  const [line] = readLines(rows, guessLayout(rows)).lines
  expect(line?.counterpart).toBe('…45566')
})

test('the first balance that does not come out is named', () => {
  const lines = FIXTURE_LINES.map((line) => ({ ...line, bookedOn: line.day }))
  expect(findBreak(lines)).toBeUndefined()
  const [first, , ...rest] = lines
  expect(findBreak(first ? [first, ...rest] : [])).toEqual({
    index: 1,
    expectedMinor: 24_970,
    saysMinor: 23_720,
  })
})

test.each([
  ['an empty file', Buffer.from(' \n'), 'banking.file_empty'],
  ['a workbook', Buffer.from('504b030414000600', 'hex'), 'banking.file_is_workbook'],
  ['no letters at all', Buffer.from('ff00ff00ff00', 'hex'), 'banking.file_unreadable'],
  ['a quote that is never closed', Buffer.from('a,"b\nc,d'), 'banking.file_broken'],
])('%s is refused with a sentence', (_, content, code) => {
  expect(() => decodeStatement(content)).toThrow(expect.objectContaining({ code }))
})

test('however files overlap, each line is new once', () => {
  const line = fc.record({
    bookedOn: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03'),
    amountMinor: fc.constantFrom(100, -100, 50),
    text: fc.constantFrom('轉帳', '利息'),
  })
  const days = ['2026-11-01', '2026-11-02', '2026-11-03']
  const span = fc.tuple(fc.nat(2), fc.nat(2)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)])
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 15 }),
      fc.array(span, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (made, spans, hasBalance) => {
        let balance = 0
        const all = made
          .toSorted((a, b) => a.bookedOn.localeCompare(b.bookedOn))
          .map((each) => {
            balance += each.amountMinor
            return { ...each, balanceMinor: hasBalance ? balance : null }
          })
        const stored: typeof all = []
        const seen = new Set<string>()
        for (const [from = 0, to = 0] of spans) {
          const file = all.filter(
            (each) => each.bookedOn >= (days[from] ?? '') && each.bookedOn <= (days[to] ?? ''),
          )
          const known = findKnown(file, stored)
          stored.push(...file.filter((_, index) => !known[index]))
          for (const day of days.slice(from, to + 1)) seen.add(day)
        }
        const expected = all.filter((each) => seen.has(each.bookedOn))
        const key = (each: object) => JSON.stringify(each)
        expect(stored.map(key).sort()).toEqual(expected.map(key).sort())
      },
    ),
    { numRuns: 500 },
  )
})

test('a file without balances knows the lines of one that had them, whatever its words', () => {
  const existing = [
    { bookedOn: '2026-11-01', amountMinor: 100, balanceMinor: 100, text: '跨行轉入' },
    { bookedOn: '2026-11-01', amountMinor: 100, balanceMinor: 200, text: '跨行轉入' },
  ]
  const bare = { bookedOn: '2026-11-01', amountMinor: 100, balanceMinor: null, text: '轉入' }
  expect(findKnown([bare, bare, bare], existing)).toEqual([true, true, false])
})

test('columns that a form leaves empty are no column', () => {
  expect(Columns.parse({ day: '0', out: '', in: '3' })).toEqual({
    day: 0,
    out: undefined,
    in: 3,
  })
})
