import iconv from 'iconv-lite'
import {
  addBankAccount,
  bookLine,
  bookOpening,
  listOpenLines,
  matchLines,
  rules,
  statements,
} from '#modules/banking/index.ts'
import { enterJournal, getAccountStatement } from '#modules/bookkeeping/index.ts'
import { ACCOUNTS } from '#modules/bookkeeping/shared.ts'
import { type Actor, inTenant, type Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'

const DAY_MS = 86_400_000
const dayAgo = (days: number) => dayIn('Asia/Taipei', new Date(Date.now() - days * DAY_MS))

/** The evening with which the account begins: after the last month that anybody has finished. */
const OPENING = dayAgo(27)
/** What stood on it then, where nobody has said. */
const OPENING_MINOR = 86_400

/** What the shop has in its books already, and the bank sees a day later. */
const IN_BOOKS = [
  { daysAgo: 20, amountMinor: 9_000, other: ACCOUNTS.cash.code, memo: '存週末的現金' },
  { daysAgo: 12, amountMinor: -3_200, other: ACCOUNTS.repairs.code, memo: '修招牌' },
  { daysAgo: 6, amountMinor: 7_500, other: ACCOUNTS.cash.code, memo: '存週末的現金' },
]

/** What only the bank has; the names are invented. */
const AT_BANK = [
  { daysAgo: 25, amountMinor: -1_480, text: '轉帳支出', note: '溪畔電力' },
  { daysAgo: 18, amountMinor: -15, text: '手續費', note: '' },
  { daysAgo: 9, amountMinor: 2_400, text: '跨行轉入', note: '青山民宿' },
  { daysAgo: 5, amountMinor: -15, text: '手續費', note: '' },
  { daysAgo: 2, amountMinor: 36, text: '利息', note: '' },
]

/**
 * A bank account with almost a month of lines, as its bank's file has them: some are matched, one
 * was booked, a rule was taught, and the rest waits.
 */
export async function keepDemoBank(actor: Actor): Promise<void> {
  await inTenant(actor, 'read write', async (tx) => {
    await enterBooks(tx)
    const { id, openingMinor } = await openAccount(tx)
    await takeIn(tx, id, openingMinor)
    await doSome(tx, id)
  })
}

async function enterBooks(tx: Tx): Promise<void> {
  for (const { daysAgo, amountMinor, other, memo } of IN_BOOKS)
    await enterJournal(tx, {
      id: newId(),
      postedOn: dayAgo(daysAgo),
      memo,
      postings: [
        { code: ACCOUNTS.bank.code, amountMinor },
        { code: other, amountMinor: -amountMinor },
      ],
    })
}

async function openAccount(tx: Tx): Promise<{ id: string; openingMinor: number }> {
  const before = await getAccountStatement(tx, ACCOUNTS.bank.code, {
    from: dayAgo(26),
    to: dayAgo(0),
  })
  const openingMinor = before.openingMinor > 0 ? before.openingMinor : OPENING_MINOR
  const { id } = await addBankAccount(tx, {
    id: newId(),
    name: '山海合作社',
    lastDigits: '20468',
    accountCode: ACCOUNTS.bank.code,
    openingOn: OPENING,
    openingMinor,
  })
  if (openingMinor !== before.openingMinor)
    await bookOpening(tx, { bankAccountId: id, entryId: newId(), memo: '銀行開始的餘額' })
  return { id, openingMinor }
}

/** 115/11/27 */
const roc = (day: string) =>
  `${Number(day.slice(0, 4)) - 1911}/${day.slice(5, 7)}/${day.slice(8, 10)}`

async function takeIn(tx: Tx, id: string, openingMinor: number): Promise<void> {
  const period = { from: dayAgo(26), to: dayAgo(2) }
  const { postings } = await getAccountStatement(tx, ACCOUNTS.bank.code, period)
  const lines = [
    ...postings.map(({ postedOn, amountMinor, memo }) => ({
      day: new Date(Date.parse(postedOn) + DAY_MS).toISOString().slice(0, 10),
      amountMinor,
      text: amountMinor > 0 ? '存入' : '轉帳支出',
      note: memo,
    })),
    ...AT_BANK.map(({ daysAgo, ...line }) => ({ day: dayAgo(daysAgo), ...line })),
  ].sort((a, b) => a.day.localeCompare(b.day))
  let balance = openingMinor
  const rows = lines.map(({ day, amountMinor, text, note }) => {
    balance += amountMinor
    const sides = amountMinor < 0 ? [-amountMinor, ''] : ['', amountMinor]
    return [roc(day), roc(day), text, ...sides, balance, note].join(',')
  })
  const head = '交易日,帳務日,摘要,支出金額,存入金額,餘額,備註'
  // Big5, as most banks here write it.
  const content = iconv.encode(`${[head, ...rows].join('\r\n')}\r\n`, 'big5')
  const fileId = newId()
  await statements.stageStatement(tx, {
    id: fileId,
    bankAccountId: id,
    fileName: '存款明細.csv',
    content,
  })
  const { layout } = await statements.previewStatement(tx, { bankAccountId: id, fileId })
  const columns = { ...layout.columns, signs: layout.signs }
  await statements.importStatement(tx, { bankAccountId: id, fileId, columns, isSure: false })
}

/** How many lines are matched already. */
const MATCHED = 2

async function doSome(tx: Tx, id: string): Promise<void> {
  const lines = await listOpenLines(tx, id)
  const sure = lines.flatMap(({ id: lineId, posting, isSure }) =>
    posting && isSure ? [{ lineId, posting }] : [],
  )
  await matchLines(tx, { bankAccountId: id, pairs: sure.slice(0, MATCHED) })
  const power = lines.find((line) => line.note === '溪畔電力')
  if (power)
    await bookLine(tx, {
      lineId: power.id,
      entryId: newId(),
      accountCode: ACCOUNTS.utilities.code,
      memo: '電費',
    })
  await rules.saveRule(tx, {
    id: newId(),
    contains: '手續費',
    direction: 'out',
    accountCode: ACCOUNTS.paymentFees.code,
    memo: '匯款手續費',
  })
}
