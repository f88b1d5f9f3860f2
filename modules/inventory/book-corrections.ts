import { postEntries } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { MAX_VALUE_MINOR, valueTooLarge } from './errors.ts'
import { moveStock, type StockSource } from './move-stock.ts'
import { timeZoneOf } from './repository.ts'

export interface StockCorrection {
  productId: string
  /** What was found more (positive) or less than the books say, in thousandths; zero books nothing. */
  differenceMilli: number
  /** Where it was counted; undefined is the shop floor. */
  locationId?: string | undefined
}

/**
 * Books what a count found: each difference at the average, or at the last cost where nothing lies,
 * and one entry over all of them (Dr or Cr stock differences).
 *
 * @param source the count; its line numbers are the corrections' places.
 * @returns what the inventory account gained by each, in the same order.
 * @throws inventory.unknown_product, inventory.value_too_large
 */
export async function bookCorrections(
  tx: Tx,
  source: Omit<StockSource, 'sourceLine'>,
  corrections: readonly StockCorrection[],
): Promise<number[]> {
  const moved = await moveStock(
    tx,
    corrections.flatMap(({ productId, differenceMilli, locationId }, sourceLine) => {
      const place = { productId, locationId, sourceLine }
      const move = { ...source, ...place, kind: 'correction', quantityMilli: differenceMilli }
      return differenceMilli === 0 ? [] : [move]
    }),
  )
  if (moved.some((each) => Math.abs(each.valueMinor) > MAX_VALUE_MINOR)) throw valueTooLarge()
  const gainMinor = moved.reduce((sum, each) => sum + each.valueMinor, 0)
  await postEntries(tx, [
    {
      kind: 'stock_correction',
      postedOn: source.postedOn ?? dayIn(await timeZoneOf(tx), source.occurredAt),
      sourceType: source.sourceType,
      sourceId: source.sourceId,
      postings: [
        { account: 'inventory', amountMinor: gainMinor },
        { account: 'stockDifference', amountMinor: 0 - gainMinor },
      ],
    },
  ])
  const gains = moved.map((each) => each.valueMinor)
  return corrections.map((each) => (each.differenceMilli === 0 ? 0 : (gains.shift() ?? 0)))
}
