/** What holds for all goods, in plain values: light enough for any device. */

/** The largest amount a form or an event may carry: NT$100 million, far past any village shop. */
export const MAX_AMOUNT_MINOR = 100_000_000
/** The largest quantity on one line: a million units, in thousandths. */
export const MAX_QUANTITY_MILLI = 1_000_000_000
export const MAX_BARCODES = 20
export const MAX_NAME = 200

export const TAX_CLASSES = ['taxable', 'zero', 'exempt'] as const
export type TaxClass = (typeof TAX_CLASSES)[number]

/** Folds a text for search: width, case, accents that keyboards lack, and blanks. */
export const foldForSearch = (text: string): string =>
  text.normalize('NFKC').toLocaleLowerCase('en').replace(/\s+/g, ' ').trim()

/** Removes what no label shows and no database keeps: control characters and halves of letters. */
export const cleanText = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ').trim()

/** Thousandths of a plain decimal with at most three places; undefined for anything else. */
export function milliOf(plain: string): number | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,3})0*)?$/.exec(plain)
  if (!match) return undefined
  const milli = Number(match[2]) * 1000 + Number((match[3] ?? '').padEnd(3, '0'))
  return match[1] === '-' ? 0 - milli : milli
}
