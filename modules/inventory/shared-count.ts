import type { BarcodeRule } from './shared-barcode.ts'
import type { UnitChoice } from './shared-conversion.ts'
import type { SoldBy } from './shared-unit.ts'

/** Guided shows what the books say, blind does not: then nobody counts what they hope to find. */
export const COUNT_MODES = ['blind', 'guided'] as const
export type CountMode = (typeof COUNT_MODES)[number]

/** What becomes of goods that nobody counted: left as the books have them, or none are there. */
export const UNCOUNTED = ['leave', 'zero'] as const
export type Uncounted = (typeof UNCOUNTED)[number]

/**
 * `add` comes on top of what the same phone counted there before, `again` takes its place, and
 * `none` takes it back: then the product is not counted there.
 */
export const COUNT_WAYS = ['add', 'again', 'none'] as const
export type CountWay = (typeof COUNT_WAYS)[number]

/** The one kind of entry that a counting phone writes, and its shape. */
export const COUNT_EVENT = 'stock.counted'
export const COUNT_SCHEMA_VERSION = 1

/** What one entry of a phone's journal says. */
export interface CountBody {
  deviceId: string
  /** Counts the entries of this phone, over all its journals. */
  turn: number
  who: string
  /** Which shelf or round; empty where nobody said. */
  shelf: string
  productId: string
  how: CountWay
  /** In thousandths of the product's own unit. */
  quantityMilli: number
  /** As the person said it, where that was another unit. */
  said?: { quantityMilli: number; unitId: string } | undefined
}

/** An entry as it is added up. */
export interface CountEntry
  extends Pick<
    CountBody,
    'deviceId' | 'turn' | 'who' | 'shelf' | 'productId' | 'how' | 'quantityMilli'
  > {
  id: string
  /** ISO 8601. */
  countedAt: string
}

/** What one phone found of a product at one shelf. */
export interface CountPart {
  deviceId: string
  who: string
  shelf: string
  quantityMilli: number
  countedAt: string
}

/** What was found of a product, by all phones at all shelves. */
export interface Counted {
  productId: string
  quantityMilli: number
  /** When it was last counted: what was sold later is not missing. */
  countedAt: string
  parts: CountPart[]
}

/**
 * Adds up what phones sent. Each product is counted shelf by shelf, and each phone has a count of
 * its own there, which only that phone replaces; all of them are summed. A phone's own entries go by
 * its turns and never by when they arrived, so that any order of arrival, and anything that comes
 * twice, leads to the same. Pure.
 */
export function foldCounts(entries: readonly CountEntry[]): Map<string, Counted> {
  const own = new Map<string, Map<string, CountEntry>>()
  for (const entry of entries) {
    const key = JSON.stringify([entry.productId, entry.deviceId, entry.shelf])
    const group = own.get(key) ?? new Map<string, CountEntry>()
    own.set(key, group.set(entry.id, entry))
  }
  const counted = new Map<string, Counted>()
  for (const key of [...own.keys()].sort()) {
    const part = ownCount([...(own.get(key)?.values() ?? [])])
    if (part) addPart(counted, part)
  }
  return counted
}

/** What stands of one phone's entries for one product at one shelf; undefined when it took all back. */
function ownCount(entries: CountEntry[]): (CountPart & { productId: string }) | undefined {
  entries.sort((a, b) => a.turn - b.turn || (a.id < b.id ? -1 : 1))
  const from = entries.findLastIndex(({ how }) => how !== 'add')
  const standing = entries.slice(Math.max(from, 0)).filter(({ how }) => how !== 'none')
  const last = standing.at(-1)
  if (!last) return undefined
  return {
    productId: last.productId,
    deviceId: last.deviceId,
    shelf: last.shelf,
    who: last.who,
    quantityMilli: standing.reduce((sum, each) => sum + each.quantityMilli, 0),
    countedAt: standing.reduce((at, each) => later(at, each.countedAt), last.countedAt),
  }
}

function addPart(
  counted: Map<string, Counted>,
  { productId, ...part }: CountPart & { productId: string },
): void {
  const known = counted.get(productId)
  counted.set(productId, {
    productId,
    quantityMilli: (known?.quantityMilli ?? 0) + part.quantityMilli,
    countedAt: later(known?.countedAt ?? part.countedAt, part.countedAt),
    parts: [...(known?.parts ?? []), part],
  })
}

const later = (a: string, b: string): string => (Date.parse(b) > Date.parse(a) ? b : a)

/** A product as a counting phone carries it. */
export interface CountGoods {
  id: string
  name: string
  names: Record<string, string>
  sku: string | null
  barcodes: string[]
  unit: string
  soldBy: SoldBy
  priceMinor: number | null
  pictogram: string | null
  units: UnitChoice[]
  /** What the books say lies there now; null where the count is blind. */
  expectedMilli: number | null
}

/** What a counting phone needs to work without a network. */
export interface CountSnapshot {
  madeAt: string
  stocktake: {
    id: string
    name: string
    mode: CountMode
    shopName: string
    /** Null is the shop floor. */
    placeName: string | null
  }
  goods: CountGoods[]
  barcodeRules: readonly BarcodeRule[]
  /** What other phones have counted, as far as they have said so; quantities where it is guided. */
  counted: { productId: string; deviceId: string; who: string; quantityMilli: number | null }[]
}
