import { MAX_ENTRY_MINOR } from '#modules/bookkeeping/shared.ts'

/** What a cell says, without what spreadsheets and banks put around it: `="00123"`, full-width digits. */
export const plainCell = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replace(/^=?"(.*)"$/s, '$1')
    .replace(/^'(?=[\d=+\-@])/, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

const PARTED =
  /^(?:民國)?\s*(\d{2,4})\s*[/.\-年]\s*(\d{1,2})\s*[/.\-月]\s*(\d{1,2})\s*日?(?:[\sT(].*)?$/
const SOLID = /^(\d{3}|\d{4})(\d{2})(\d{2})(?:\d{6}|\s.*)?$/
/** The Republic's first year is 1912. */
const ROC_OFFSET = 1911
/** A bank's file is of these years; anything else is a number that looks like a day. */
const FIRST_YEAR = 2000
const LAST_YEAR = 2199

/**
 * A day as banks write it: 115/11/27, 1151127, 2026/11/27, 20261127, 115年11月27日, with or without
 * the hour behind it. Two digits are a year of the Republic, as in 99/01/05.
 *
 * @returns `YYYY-MM-DD`, or undefined for what is no day.
 */
export function readDay(cell: string): string | undefined {
  const plain = plainCell(cell)
  const parts = PARTED.exec(plain) ?? SOLID.exec(plain)
  if (!parts) return undefined
  const typed = Number(parts[1])
  const year = parts[1]?.length === 4 ? typed : typed + ROC_OFFSET
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  const day = `${year}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day ? day : undefined
}

export type ReadAmount =
  | { kind: 'none' }
  | { kind: 'amount'; minor: number }
  | { kind: 'wrong'; why: 'not_number' | 'not_whole' | 'too_large' }

/** Sign, bracket, sign, whole digits in groups or not, digits behind the point, bracket, sign. */
const AMOUNT = /^([+-]?)(\()?([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(\))?([+-]?)$/

/**
 * Whole NT$ as banks write them: `1,234`, `NT$1,234.00`, `+1,234`, `-1,234`, `1,234-`, `(1,234)`;
 * nothing or a dash is no amount.
 */
export function readAmount(cell: string, maximum = MAX_ENTRY_MINOR): ReadAmount {
  const plain = plainCell(cell)
    .replace(/NT\$|TWD|[\s$元"']/gi, '')
    .replace(/[−–—―]/g, '-')
  if (/^-*$/.test(plain)) return { kind: 'none' }
  const parts = AMOUNT.exec(plain)
  if (!parts || Boolean(parts[2]) !== Boolean(parts[6])) return { kind: 'wrong', why: 'not_number' }
  if (/[1-9]/.test(parts[5] ?? '')) return { kind: 'wrong', why: 'not_whole' }
  const whole = Number(parts[4]?.replaceAll(',', ''))
  if (whole > maximum) return { kind: 'wrong', why: 'too_large' }
  const isNegative = Boolean(parts[2]) || [parts[1], parts[3], parts[7]].includes('-')
  return { kind: 'amount', minor: isNegative && whole !== 0 ? -whole : whole }
}

const OUT_WORDS = ['借', '支', '提', '付', '出', 'd', 'w', '-', 'dr', 'out', 'debit', 'withdrawal']
const IN_WORDS = ['貸', '存', '收', '入', 'c', '+', 'cr', 'in', 'credit', 'deposit']

/** Whether money came in or went out, in a bank's word for it: 借 and 貸 are said from the bank's side. */
export function readDirection(cell: string): 'in' | 'out' | undefined {
  const word = plainCell(cell).toLowerCase()
  if (word === '') return undefined
  if (OUT_WORDS.includes(word)) return 'out'
  if (IN_WORDS.includes(word)) return 'in'
  // 轉出, 支出, 提款; 轉入, 存入, 收入. A word with both, such as 支入, says nothing.
  const isOut = /[出支提付借]/.test(word)
  const isIn = /[入存收貸]/.test(word)
  return isOut === isIn ? undefined : isOut ? 'out' : 'in'
}
