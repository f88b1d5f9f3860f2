import { foldForSearch } from './shared.ts'

/** As long as a token may be; a longer word is compared by its first 24 letters. */
const MAX_TOKEN = 24

/** A text as it is searched for: folded, without blanks, in whole letters. */
const lettersOf = (text: string): string[] => [...foldForSearch(text).replaceAll(' ', '')]

/**
 * Every suffix of every text, so that any part of a name is the beginning of a token and a plain
 * index finds it. Of a number (barcode, SKU) people type the last digits, four or more.
 */
export function tokensOf(product: {
  name: string
  names: Record<string, string>
  sku: string | null
  barcodes: readonly string[]
}): string[] {
  const tokens = new Set<string>()
  const add = (text: string, shortest: number) => {
    const letters = lettersOf(text)
    const last = Math.max(letters.length - shortest, 0)
    for (let start = 0; start <= last && start < letters.length; start += 1) {
      tokens.add(letters.slice(start, start + MAX_TOKEN).join(''))
    }
  }
  for (const text of [product.name, ...Object.values(product.names)]) add(text, 1)
  for (const text of product.barcodes) add(text, 4)
  if (product.sku) add(product.sku, 1)
  return [...tokens]
}

/** The words of a search, each the beginning of a token; at most eight count. */
export const searchWords = (search: string): string[] =>
  foldForSearch(search)
    .split(' ')
    .map((word) => [...word].slice(0, MAX_TOKEN).join(''))
    .filter((word) => word !== '')
    .slice(0, 8)

/** The first text after all that begin with a word, in the order of their bytes. */
export const endOfPrefix = (word: string): string => `${word}\u{10FFFF}`
