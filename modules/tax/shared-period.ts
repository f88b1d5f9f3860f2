/** The first of the two months that one return is about: `2026-09` is September and October. */
export type TaxPeriod = string

const PERIOD = /^\d{4}-(01|03|05|07|09|11)$/
export const isTaxPeriod = (text: string): boolean => PERIOD.test(text)

const two = (value: number) => String(value).padStart(2, '0')
const split = (month: string): [year: number, month: number] => [
  Number(month.slice(0, 4)),
  Number(month.slice(5, 7)),
]
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** The period that a day belongs to. @param day `YYYY-MM-DD` */
export function periodOf(day: string): TaxPeriod {
  const [year, month] = split(day)
  return `${year}-${two(month - ((month - 1) % 2))}`
}

/** So many periods later, or earlier. */
export function stepPeriod(period: TaxPeriod, steps: number): TaxPeriod {
  const [year, month] = split(period)
  const at = new Date(Date.UTC(year, month - 1 + 2 * steps, 1))
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}`
}

/** Its first and its last day. */
export function spanOfPeriod(period: TaxPeriod): { from: string; to: string } {
  const [year, month] = split(period)
  return { from: `${period}-01`, to: dayOf(new Date(Date.UTC(year, month + 1, 0))) }
}

/**
 * The last day for filing and paying: the 15th of the month after (加值型及非加值型營業稅法 §35). A
 * Saturday or Sunday moves to Monday (行政程序法 §48); public holidays are not known here.
 */
export function dueOn(period: TaxPeriod): string {
  const [year, month] = split(period)
  const due = new Date(Date.UTC(year, month + 1, 15))
  const weekday = due.getUTCDay()
  due.setUTCDate(due.getUTCDate() + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0))
  return dayOf(due)
}

/** Whole days from one day to another; below zero when it has passed. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** The earliest return that is over and not noted as filed; only who gives uniform invoices has any. */
export const openReturn = <Period extends { isOver: boolean; filed?: unknown }>(standing: {
  profile: { kind: string }
  /** The newest first. */
  periods: readonly Period[]
}): Period | undefined =>
  standing.profile.kind === 'invoice_user'
    ? standing.periods.findLast((each) => each.isOver && !each.filed)
    : undefined
