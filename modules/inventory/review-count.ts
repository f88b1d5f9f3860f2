import type { Tx } from '#modules/kernel/db.ts'
import { listCountEntries, type StocktakeRow } from './count-repository.ts'
import { type ExpectedGoods, expectGoods } from './count-scope.ts'
import { foreseeValues } from './move-stock.ts'
import { type Counted, type CountPart, foldCounts, type Uncounted } from './shared-count.ts'

/** A product that was counted, beside what should lie there. */
export interface CountLine extends ExpectedGoods {
  countedMilli: number
  /** ISO 8601. */
  countedAt: string
  /** Found more (positive) or less than the books say. */
  differenceMilli: number
  /** What the inventory account would gain by it, in whole NT$. */
  valueMinor: number
  parts: CountPart[]
}

/** A product that nobody counted. */
export interface UncountedLine extends ExpectedGoods {
  /** What the inventory account would gain if none is there: nothing, or less. */
  zeroValueMinor: number
}

export interface CountReview {
  /** The biggest difference in value first, whichever way; then by quantity. */
  lines: CountLine[]
  uncounted: UncountedLine[]
  /** Found more, and found less, in whole NT$: neither hides the other. */
  gainMinor: number
  lossMinor: number
  /** What `zero` would add to the loss. */
  zeroLossMinor: number
  /** How many entries this is made of. */
  entryCount: number
}

/** What was counted against what should lie there, with what each difference is worth. */
export async function reviewCount(tx: Tx, stocktake: StocktakeRow): Promise<CountReview> {
  const entries = await listCountEntries(tx, stocktake.id)
  const counted = foldCounts(entries)
  const goods = await expectGoods(tx, stocktake, [...counted.values()])
  const found = goods.flatMap((each) => {
    const own = counted.get(each.productId)
    return own ? [lineOf(each, own)] : []
  })
  const missed = goods.filter((each) => !counted.has(each.productId))
  const differing = [
    ...found.map(({ productId, differenceMilli }) => ({ productId, quantity: differenceMilli })),
    ...missed.map(({ productId, expectedMilli }) => ({ productId, quantity: 0 - expectedMilli })),
  ].filter(({ quantity }) => quantity !== 0)
  const values = await foreseeValues(
    tx,
    differing.map(({ productId, quantity }) => ({
      productId,
      kind: 'correction',
      quantityMilli: quantity,
    })),
  )
  const worth = new Map(differing.map(({ productId }, index) => [productId, values[index] ?? 0]))
  const lines = found.map((line) => ({ ...line, valueMinor: worth.get(line.productId) ?? 0 }))
  const uncounted = missed.map((each) => ({
    ...each,
    zeroValueMinor: worth.get(each.productId) ?? 0,
  }))
  const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0)
  return {
    lines: lines.sort(biggestFirst),
    uncounted: uncounted.sort((a, b) => a.zeroValueMinor - b.zeroValueMinor),
    gainMinor: sum(lines.map(({ valueMinor }) => Math.max(valueMinor, 0))),
    lossMinor: sum(lines.map(({ valueMinor }) => Math.max(0 - valueMinor, 0))),
    zeroLossMinor: 0 - sum(uncounted.map(({ zeroValueMinor }) => zeroValueMinor)),
    entryCount: entries.length,
  }
}

function lineOf(goods: ExpectedGoods, { quantityMilli, countedAt, parts }: Counted): CountLine {
  const differenceMilli = quantityMilli - goods.expectedMilli
  return {
    ...goods,
    countedMilli: quantityMilli,
    countedAt,
    differenceMilli,
    valueMinor: 0,
    parts,
  }
}

const biggestFirst = (a: CountLine, b: CountLine): number =>
  Math.abs(b.valueMinor) - Math.abs(a.valueMinor) ||
  Math.abs(b.differenceMilli) - Math.abs(a.differenceMilli)

/** A line as it is booked and kept. */
export interface BookedLine {
  productId: string
  expectedMilli: number
  countedMilli: number
  /** Null: nobody counted it, and it was said that none is there. */
  countedAt: string | null
  isFirst: boolean
}

/** What a posting books: everything counted, and with `zero` what nobody counted as none. */
export const linesToBook = ({ lines, uncounted }: CountReview, choice: Uncounted): BookedLine[] => [
  ...lines.map(({ productId, expectedMilli, countedMilli, countedAt, isFirst }) => ({
    productId,
    expectedMilli,
    countedMilli,
    countedAt,
    isFirst,
  })),
  ...(choice === 'leave' ? [] : uncounted)
    .filter(({ expectedMilli }) => expectedMilli !== 0)
    .map(({ productId, expectedMilli, isFirst }) => ({
      productId,
      expectedMilli,
      countedMilli: 0,
      countedAt: null,
      isFirst,
    })),
]
