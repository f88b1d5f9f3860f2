import type { i18n } from 'i18next'
import { unitWord } from '#app/reports/words.ts'
import { priceMilliOf } from './typed.ts'

/** A price for one, in thousandths of NT$: `NT$16`, `NT$12.50`. */
export function priceText(priceMilli: number): string {
  const dollars = priceMilli / 1000
  return `NT$${Number.isInteger(dollars) ? dollars.toLocaleString('en-US') : dollars.toFixed(2)}`
}

/** The same with what it is for: `NT$16 / 瓶`. */
export const priceWords = (texts: i18n, priceMilli: number, unit: string): string =>
  `${priceText(priceMilli)} / ${unitWord(texts, unit)}`

/** What something last cost, for one of the unit that it came in. */
export const lastWords = (
  texts: i18n,
  last: { unit: string; unitMilli: number; typedMinor: number },
): string => priceWords(texts, priceMilliOf(last.typedMinor, last.unitMilli), last.unit)
