import { DENOMINATIONS, likelyTenders } from '#app/components/figures.ts'
import type { SoldBy } from '#modules/inventory/shared.ts'

/** From this many times the usual on, a person is asked once: most often a zero too many was typed. */
const TIMES = 10
/** So many sales of a product say what is usual for it; so many lines say it for the whole till. */
const SALES_TO_KNOW = 3
const LINES_TO_KNOW = 10
/** Ten of something is a feast and no slip, as long as nobody knows better. */
const FEWEST_PIECES_MILLI = 3000

const KEPT_PER_PRODUCT = 7
const KEPT_LINES = 60
const MOST_PRODUCTS = 400

/** What this till has sold lately: the small memory behind "is it really 5,000?". */
export interface Usual {
  /** Prices that were typed, by product, latest last, in whole NT$ a unit. */
  prices: Readonly<Record<string, readonly number[]>>
  /** Quantities sold, by product, latest last, in thousandths. */
  quantities: Readonly<Record<string, readonly number[]>>
  /** Amounts of the latest lines, whole NT$. */
  lines: readonly number[]
}

export const NOTHING_USUAL: Usual = { prices: {}, quantities: {}, lines: [] }

/** What is asked about, and what it usually is, if that is known; in the unit of what was typed. */
export interface Unusual {
  typed: number
  usual?: number
}

/**
 * A typed price of at least ten times the product's usual one; without one, the till's usual line.
 *
 * @param catalogueMinor the product's own price, if it has one.
 */
export function unusualPrice(
  usual: Usual,
  product: { id: string; priceMinor: number | null },
  typedMinor: number,
): Unusual | undefined {
  const known = product.priceMinor || middleOf(usual.prices[product.id] ?? [], 1)
  return compare(typedMinor, known ?? middleOf(usual.lines, LINES_TO_KNOW))
}

/** A quantity of at least ten times what one sale of it usually takes. In thousandths. */
export function unusualQuantity(
  usual: Usual,
  item: { productId: string; soldBy: SoldBy },
  typedMilli: number,
): Unusual | undefined {
  const own = middleOf(usual.quantities[item.productId] ?? [], SALES_TO_KNOW)
  if (own !== undefined || item.soldBy !== 'piece') return compare(typedMilli, own)
  // Nothing is known of it, and nothing is said of what it usually is.
  return compare(typedMilli, FEWEST_PIECES_MILLI) && { typed: typedMilli }
}

/** Cash of at least ten times the total, unless it is one note or coin, or a sum people round up to. */
export function unusualCash(totalMinor: number, receivedMinor: number): Unusual | undefined {
  const isOnePiece = DENOMINATIONS.some((each) => each === receivedMinor)
  if (isOnePiece || likelyTenders(totalMinor).includes(receivedMinor)) return undefined
  return compare(receivedMinor, totalMinor)
}

function compare(typed: number, usual: number | undefined): Unusual | undefined {
  return usual && typed >= usual * TIMES ? { typed, usual } : undefined
}

/** The middle one of what was seen; undefined when too little was seen to know. */
function middleOf(seen: readonly number[], fewest: number): number | undefined {
  if (seen.length < fewest) return undefined
  return [...seen].sort((a, b) => a - b)[Math.floor((seen.length - 1) / 2)]
}

export interface SoldItem {
  productId: string
  quantityMilli: number
  unitPriceMinor: number
  amountMinor: number
  /** The price was typed at the till, because nobody has set one. */
  isPriceTyped: boolean
}

/** The memory after one more sale. Pure; it stays small whatever is sold. */
export function learn(usual: Usual, items: readonly SoldItem[]): Usual {
  const prices = new Map(Object.entries(usual.prices))
  const quantities = new Map(Object.entries(usual.quantities))
  for (const item of items) {
    if (item.isPriceTyped) push(prices, item.productId, item.unitPriceMinor)
    push(quantities, item.productId, item.quantityMilli)
  }
  const lines = [...usual.lines, ...items.map((item) => item.amountMinor)].slice(-KEPT_LINES)
  return { prices: latest(prices), quantities: latest(quantities), lines }
}

function push(seen: Map<string, readonly number[]>, id: string, value: number) {
  const before = seen.get(id) ?? []
  // Deleted first, so that what was sold last stands last and is forgotten last.
  seen.delete(id)
  seen.set(id, [...before, value].slice(-KEPT_PER_PRODUCT))
}

const latest = (seen: Map<string, readonly number[]>) =>
  Object.fromEntries([...seen].slice(-MOST_PRODUCTS))

/** Reads what was kept before; whatever is not a memory is none. */
export function readUsual(stored: unknown): Usual {
  if (!isRecord(stored)) return NOTHING_USUAL
  return {
    prices: readLists(stored.prices),
    quantities: readLists(stored.quantities),
    lines: readNumbers(stored.lines).slice(-KEPT_LINES),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readNumbers = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((each) => Number.isSafeInteger(each) && each >= 0) : []

function readLists(value: unknown): Record<string, number[]> {
  if (!isRecord(value)) return {}
  const lists = Object.entries(value).slice(-MOST_PRODUCTS)
  return Object.fromEntries(
    lists.map(([id, list]) => [id, readNumbers(list).slice(-KEPT_PER_PRODUCT)]),
  )
}
