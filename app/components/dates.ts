/** How a shop counts its years: 民國 or western. Other languages than Chinese always get western ones. */
export type Calendar = 'roc' | 'gregory'

export interface DateWords {
  calendar: Calendar
  /** BCP 47 tag of the reader's language. */
  language: string
}

const isChinese = (language: string) => /^zh\b/i.test(language)

const formats = new Map<string, Intl.DateTimeFormat>()
function partsOf(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  at: Date,
): (type: Intl.DateTimeFormatPartTypes) => string {
  const key = `${locale} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options)
    formats.set(key, format)
  }
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]))
  return (type) => parts.get(type) ?? ''
}

/** A day has no hour; noon in UTC stands for it, so that no time zone can move it. */
const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`)

function dayParts(day: string, { calendar, language }: DateWords) {
  const chinese = isChinese(language)
  const part = partsOf(
    chinese ? `zh-TW-u-ca-${calendar}` : 'en-GB',
    {
      timeZone: 'UTC',
      year: 'numeric',
      month: chinese ? 'numeric' : 'short',
      day: 'numeric',
      weekday: chinese ? 'narrow' : 'short',
    },
    noonOf(day),
  )
  const era = calendar === 'roc' ? part('era') || '民國' : ''
  return {
    chinese,
    year: chinese ? `${era}${part('year')}年` : part('year'),
    month: part('month'),
    day: part('day'),
    weekday: part('weekday'),
  }
}

/**
 * A day in full: 民國115年11月23日（一）, 2026年11月23日（一）, Mon, 23 Nov 2026.
 * Put together from Intl's parts, because browsers punctuate whole dates differently.
 *
 * @param day `YYYY-MM-DD`.
 */
export function formatDay(day: string, words: DateWords): string {
  const part = dayParts(day, words)
  return part.chinese
    ? `${part.year}${part.month}月${part.day}日（${part.weekday}）`
    : `${part.weekday}, ${part.day} ${part.month} ${part.year}`
}

/** A day of this year: 11月23日（一）, Mon, 23 Nov. */
export function formatShortDay(day: string, words: DateWords): string {
  const part = dayParts(day, words)
  return part.chinese
    ? `${part.month}月${part.day}日（${part.weekday}）`
    : `${part.weekday}, ${part.day} ${part.month}`
}

/** A day of this year without its weekday, where room is short: 11月23日, 23 Nov. */
export function formatMonthDay(day: string, words: DateWords): string {
  const part = dayParts(day, words)
  return part.chinese ? `${part.month}月${part.day}日` : `${part.day} ${part.month}`
}

/** A month: 民國115年11月, 2026年11月, November 2026. @param month `YYYY-MM`. */
export function formatMonth(month: string, { calendar, language }: DateWords): string {
  if (isChinese(language)) {
    const part = dayParts(`${month}-01`, { calendar, language })
    return `${part.year}${part.month}月`
  }
  const part = partsOf(
    'en-GB',
    { timeZone: 'UTC', year: 'numeric', month: 'long' },
    noonOf(`${month}-01`),
  )
  return `${part('month')} ${part('year')}`
}

/** The name of a day's weekday: 星期一, Monday. */
export function formatWeekday(day: string, { language }: { language: string }): string {
  const locale = isChinese(language) ? 'zh-TW' : 'en-GB'
  return partsOf(locale, { timeZone: 'UTC', weekday: 'long' }, noonOf(day))('weekday')
}

/** The time of day in a shop: 17:42. */
export function formatTime(at: Date | string, timeZone: string): string {
  const part = partsOf(
    'en-GB',
    { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    new Date(at),
  )
  return `${part('hour')}:${part('minute')}`
}

/** A moment in a shop: 11月23日（一）17:42, Mon, 23 Nov 17:42. */
export function formatMoment(
  at: Date | string,
  { timeZone, ...words }: DateWords & { timeZone: string },
): string {
  const instant = new Date(at)
  const part = partsOf(
    'en-GB',
    { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    instant,
  )
  const day = `${part('year')}-${part('month')}-${part('day')}`
  const space = isChinese(words.language) ? '' : ' '
  return `${formatShortDay(day, words)}${space}${formatTime(instant, timeZone)}`
}

/** The day so many days later, or earlier when negative. */
export function addDays(day: string, days: number): string {
  const at = noonOf(day)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The month so many months later, or earlier when negative. @param month `YYYY-MM`. */
export function addMonths(month: string, months: number): string {
  const at = noonOf(`${month}-01`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 7)
}

/** `YYYY-MM` of a day. */
export const monthOf = (day: string): string => day.slice(0, 7)

/** First and last day of a month. @param month `YYYY-MM`. */
export const daysOfMonth = (month: string): { from: string; to: string } => ({
  from: `${month}-01`,
  to: addDays(`${addMonths(month, 1)}-01`, -1),
})

/** Whether a text is a day that exists, between 1912 and 2199. */
export function isDay(text: string): boolean {
  if (!/^(19[1-9]\d|2[01]\d{2})-\d{2}-\d{2}$/.test(text)) return false
  const at = noonOf(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}
