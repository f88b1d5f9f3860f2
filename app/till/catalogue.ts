import { type ReadCode, readCode } from '#app/scan/read-code.ts'
import { foldForSearch } from '#modules/inventory/shared.ts'
import type { TillProduct, TillSnapshot } from '#modules/pos/shared.ts'

interface Entry {
  product: TillProduct
  name: string
  /** Everything that can be searched, folded, one field a line. */
  text: string
}

/** The goods of a snapshot, made ready for a shelf, a search and a scanner. */
export interface Catalogue {
  product(id: string): TillProduct | undefined
  onShelf(categoryId: string): readonly TillProduct[]
  favourites: readonly TillProduct[]
  /** Goods without a category exist. */
  hasLoose: boolean
  /** Whether a product ran out. A shop that counts no stock at all is never told so. */
  isSoldOut(product: TillProduct): boolean
  search(query: string, limit: number): { products: TillProduct[]; count: number }
  scan(text: string): Scanned
}

/** What a scanned or typed code turned out to be. */
export type Scanned = ReadCode<TillProduct>

/** Whether a scan came to goods that can be sold. */
export const isFound = (scanned: Scanned): boolean =>
  scanned.kind === 'product' || scanned.kind === 'label'

/** The shelf of what has no category. */
export const LOOSE = 'loose'

const INITIAL_LETTERS = new Intl.Collator('zh-TW-u-co-stroke')

export function makeCatalogue(snapshot: TillSnapshot, language: string): Catalogue {
  const byId = new Map<string, TillProduct>()
  const byBarcode = new Map<string, TillProduct>()
  const shelves = new Map<string, TillProduct[]>()
  const known = new Set(snapshot.categories.map((category) => category.id))
  for (const product of snapshot.products) {
    byId.set(product.id, product)
    for (const barcode of product.barcodes) byBarcode.set(barcode, product)
    const isLoose = product.categoryId === null || !known.has(product.categoryId)
    const shelf = isLoose ? LOOSE : (product.categoryId ?? LOOSE)
    const goods = shelves.get(shelf)
    if (goods) goods.push(product)
    else shelves.set(shelf, [product])
  }
  // What is only needed once somebody looks or searches is made then: 10,000 goods must not hold up
  // the first picture, nor the next sale whenever the goods change.
  const sorted = new Set<string>()
  const onShelf = (shelf: string): readonly TillProduct[] => {
    const goods = shelves.get(shelf) ?? []
    if (!sorted.has(shelf)) sortByName(goods, language)
    sorted.add(shelf)
    return goods
  }
  let entries: readonly Entry[] | undefined
  const countsStock = snapshot.products.some((product) => product.stockMilli > 0)
  return {
    product: (id) => byId.get(id),
    onShelf,
    favourites: snapshot.products.filter((product) => product.isFavourite),
    hasLoose: shelves.has(LOOSE),
    isSoldOut: (product) => countsStock && product.stockMilli <= 0,
    search(query, limit) {
      // The shelf asks before anybody has typed: folding 10,000 goods can wait until somebody does.
      if (query.trim() === '') return { products: [], count: 0 }
      entries ??= snapshot.products.map(entryOf)
      return search(entries, query, limit)
    },
    scan: (text) => readCode(byBarcode, snapshot.barcodeRules, text),
  }
}

/** A product's name in the screen's language where it has one. */
export const nameOf = (named: { name: string; names: Record<string, string> }, language: string) =>
  named.names[language] ?? named.name

/** Folding is slow, and most goods stay the same from one answer of the server to the next. */
const entriesMade = new WeakMap<TillProduct, Entry>()

function entryOf(product: TillProduct): Entry {
  const made = entriesMade.get(product) ?? makeEntry(product)
  entriesMade.set(product, made)
  return made
}

function makeEntry(product: TillProduct): Entry {
  const names = [product.name, ...Object.values(product.names)]
  const fields = [...names, product.sku ?? '', ...product.barcodes]
  return { product, name: foldForSearch(product.name), text: fields.map(foldForSearch).join('\n') }
}

function sortByName(goods: TillProduct[], language: string) {
  goods.sort((a, b) => INITIAL_LETTERS.compare(nameOf(a, language), nameOf(b, language)))
}

/** Every word must occur; names that begin with the query stand first. A price finds its goods too. */
function search(entries: readonly Entry[], query: string, limit: number) {
  const folded = foldForSearch(query)
  const words = folded.split(' ').filter((word) => word !== '')
  if (words.length === 0) return { products: [], count: 0 }
  const price = /^\d{1,7}$/.test(folded) ? Number(folded) : undefined
  const first: TillProduct[] = []
  const then: TillProduct[] = []
  let count = 0
  for (const { product, name, text } of entries) {
    const isPriced = price !== undefined && product.priceMinor === price
    if (!isPriced && !words.every((word) => text.includes(word))) continue
    count += 1
    const pile = isPriced || name.startsWith(folded) ? first : then
    if (pile.length < limit) pile.push(product)
  }
  return { products: [...first, ...then].slice(0, limit), count }
}
