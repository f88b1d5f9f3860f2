import { cleanText, foldForSearch } from './shared.ts'

/** As long as a token may be; a longer word is compared by its first 24 letters. */
const MAX_TOKEN = 24

/** A text as it is searched for: folded, without blanks, in whole letters. */
const lettersOf = (text: string): string[] => [...foldForSearch(text).replaceAll(' ', '')]

/**
 * Every suffix of every text, so that any part of a name is the beginning of a token and a plain
 * index finds it. Of a barcode people type all of it, or the last four to eight digits.
 */
export function tokensOf(product: {
  name: string
  names: Record<string, string>
  sku: string | null
  barcodes: readonly string[]
}): string[] {
  const tokens = new Set<string>()
  const texts = [product.name, ...Object.values(product.names)]
  if (product.sku !== null) texts.push(product.sku)
  for (const text of texts) {
    const letters = lettersOf(text)
    letters.forEach((_, start) => {
      tokens.add(letters.slice(start, start + MAX_TOKEN).join(''))
    })
  }
  for (const barcode of product.barcodes) {
    const folded = foldForSearch(barcode)
    tokens.add(folded.slice(0, MAX_TOKEN))
    for (let length = 4; length <= 8; length += 1) tokens.add(folded.slice(-length))
  }
  return [...tokens]
}

/** The words of a search, each the beginning of a token; at most eight count. */
export const searchWords = (search: string): string[] =>
  foldForSearch(cleanText(search))
    .split(' ')
    .map((word) => [...word].slice(0, MAX_TOKEN).join(''))
    .filter((word) => word !== '')
    .slice(0, 8)

/** The first text after all that begin with a word, in the order of their bytes. */
export const endOfPrefix = (word: string): string => `${word}\u{10FFFF}`
