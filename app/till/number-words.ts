import type { ScreenLanguage } from '#app/locales/languages.ts'

/** The largest amount that is said in words; past it, the digits are read as they stand. */
const MOST = 999_999_999

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const
const PLACES = ['', '十', '百', '千'] as const
/** Groups of four digits: 萬 is ten thousand, 億 a hundred million. */
const GROUPS = ['', '萬', '億'] as const

/**
 * An amount as an ear takes it in: 109 is `一百零九`, 391 is `three hundred ninety-one`.
 *
 * @param amountMinor whole NT$. What is negative, broken or past 999,999,999 comes back as digits.
 */
export function numberWords(amountMinor: number, language: ScreenLanguage): string {
  if (!Number.isInteger(amountMinor) || amountMinor < 0 || amountMinor > MOST) {
    return String(amountMinor)
  }
  return language === 'zh-TW'
    ? numberParts(amountMinor).join('')
    : englishWords(amountMinor).join(' ')
}

/**
 * The same in Chinese, as single words in the order they are said: what recorded clips are named by.
 * 兩 stands for 二 before 百, 千, 萬 and the measure word, as people in Taiwan say it.
 */
export function numberParts(amount: number): string[] {
  if (amount === 0) return ['零']
  // Two dollars are 兩元; at the end of a longer number it is 二 again.
  if (amount === 2) return ['兩']
  const parts: string[] = []
  let isGap = false
  for (let group = GROUPS.length - 1; group >= 0; group -= 1) {
    const value = Math.floor(amount / 10_000 ** group) % 10_000
    if (value === 0) {
      isGap = isGap || parts.length > 0
      continue
    }
    if (parts.length > 0 && (isGap || value < 1000)) parts.push('零')
    isGap = false
    if (value === 2 && group > 0) parts.push('兩')
    else parts.push(...groupParts(value, parts.length === 0))
    if (GROUPS[group]) parts.push(GROUPS[group] ?? '')
  }
  return parts
}

/** One to four digits; 15 at the very beginning is 十五, later 一十五. */
function groupParts(value: number, isFirst: boolean): string[] {
  const parts: string[] = []
  let isGap = false
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit === 0) {
      isGap = parts.length > 0
      continue
    }
    if (isGap) parts.push('零')
    isGap = false
    const isBareTen = place === 1 && digit === 1 && parts.length === 0 && isFirst
    if (!isBareTen) parts.push(digit === 2 && place >= 2 ? '兩' : (DIGITS[digit] ?? ''))
    if (PLACES[place]) parts.push(PLACES[place] ?? '')
  }
  return parts
}

const SMALL = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'],
  'nineteen',
]
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

function englishWords(amount: number): string[] {
  if (amount < 20) return [SMALL[amount] ?? '']
  if (amount < 100) {
    const ten = TENS[Math.floor(amount / 10)] ?? ''
    return [amount % 10 === 0 ? ten : `${ten}-${SMALL[amount % 10]}`]
  }
  const [size, name] =
    amount < 1000 ? [100, 'hundred'] : amount < 1_000_000 ? [1000, 'thousand'] : [1e6, 'million']
  const rest = amount % size
  return [
    ...englishWords(Math.floor(amount / size)),
    name,
    ...(rest === 0 ? [] : englishWords(rest)),
  ]
}
