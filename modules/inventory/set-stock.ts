import { postEntries } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn, scaleRounded } from '#modules/kernel/shared.ts'
import { bookCorrections } from './book-corrections.ts'
import { MAX_VALUE_MINOR, missingProduct, openingExists, valueTooLarge } from './errors.ts'
import { moveStock } from './move-stock.ts'
import { timeZoneOf } from './repository.ts'

interface Shelf {
  quantityMilli: number
  costMinor: number
  hasMoves: boolean
}

/**
 * Books what lies there when a product starts: Dr inventory, Cr owner's capital, at the product's
 * cost. Once for a product, and before anything moved.
 *
 * @param quantityMilli not negative; zero books nothing.
 * @throws inventory.opening_exists once stock has moved: later counts are corrections.
 */
export async function setOpeningStock(
  tx: Tx,
  productId: string,
  quantityMilli: number,
): Promise<void> {
  const shelf = await lockShelf(tx, productId)
  if (shelf.hasMoves) throw openingExists()
  if (quantityMilli > 0) await open(tx, productId, quantityMilli, shelf.costMinor)
}

/**
 * Sets the stock to what somebody counted, and books the difference: Dr or Cr stock differences.
 *
 * @param countedMilli not negative.
 */
export async function correctStock(tx: Tx, productId: string, countedMilli: number): Promise<void> {
  const shelf = await lockShelf(tx, productId)
  await correct(tx, productId, countedMilli - shelf.quantityMilli)
}

/** A count: the opening stock of a product that never moved, else a correction. */
export async function setStock(tx: Tx, productId: string, countedMilli: number): Promise<void> {
  const shelf = await lockShelf(tx, productId)
  if (shelf.hasMoves) await correct(tx, productId, countedMilli - shelf.quantityMilli)
  else if (countedMilli > 0) await open(tx, productId, countedMilli, shelf.costMinor)
}

async function lockShelf(tx: Tx, productId: string): Promise<Shelf> {
  const product = await tx
    .selectFrom('product')
    .select('costMinor')
    .where('id', '=', productId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!product) throw missingProduct()
  const level = await tx
    .selectFrom('stockLevel')
    .select('quantityMilli')
    .where('productId', '=', productId)
    .forUpdate()
    .executeTakeFirst()
  const move = await tx
    .selectFrom('stockMove')
    .select('id')
    .where('productId', '=', productId)
    .limit(1)
    .executeTakeFirst()
  return {
    quantityMilli: level?.quantityMilli ?? 0,
    costMinor: product.costMinor ?? 0,
    hasMoves: move !== undefined,
  }
}

async function open(tx: Tx, productId: string, quantityMilli: number, costMinor: number) {
  const occurredAt = new Date()
  const valueMinor = scaleRounded(costMinor, quantityMilli, 1000)
  if (valueMinor > MAX_VALUE_MINOR) throw valueTooLarge()
  const source = { sourceType: 'product', sourceId: productId, occurredAt }
  await moveStock(tx, [{ ...source, productId, kind: 'opening', quantityMilli, valueMinor }])
  await postEntries(tx, [
    {
      kind: 'opening_stock',
      postedOn: dayIn(await timeZoneOf(tx), occurredAt),
      sourceType: source.sourceType,
      sourceId: productId,
      postings: [
        { account: 'inventory', amountMinor: valueMinor },
        { account: 'capital', amountMinor: -valueMinor },
      ],
    },
  ])
}

async function correct(tx: Tx, productId: string, differenceMilli: number) {
  const source = { sourceType: 'stock_correction', sourceId: newId(), occurredAt: new Date() }
  await bookCorrections(tx, source, [{ productId, differenceMilli }])
}
