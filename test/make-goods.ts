import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'

interface MadeProduct {
  name?: string
  /** Null: nobody has set a price yet. */
  priceMinor?: number | null
  costMinor?: number
  unit?: string
  soldBy?: 'piece' | 'weight'
  barcode?: string
  stockMilli?: number
}

/** A product as bare rows, for tests of what is done with it; its stock has the cost as its value. */
export async function makeProduct(tx: Tx, made: MadeProduct = {}): Promise<string> {
  const id = newId()
  const { name = '瓦斯罐', priceMinor = 39, costMinor = 30, stockMilli = 0 } = made
  await tx
    .insertInto('product')
    .values({
      id,
      name,
      priceMinor,
      costMinor,
      unit: made.unit ?? 'can',
      soldBy: made.soldBy ?? 'piece',
    })
    .execute()
  const valueMinor = Math.round((costMinor * stockMilli) / 1000)
  await tx
    .insertInto('stockLevel')
    .values({ productId: id, quantityMilli: stockMilli, valueMinor })
    .execute()
  if (stockMilli !== 0) {
    await tx
      .insertInto('stockMove')
      .values({
        id: newId(),
        productId: id,
        kind: 'opening',
        quantityMilli: stockMilli,
        valueMinor,
        sourceType: 'product',
        sourceId: id,
        occurredAt: new Date(),
        postedOn: dayIn('Asia/Taipei', new Date()),
      })
      .execute()
  }
  if (made.barcode) {
    await tx.insertInto('productBarcode').values({ barcode: made.barcode, productId: id }).execute()
  }
  return id
}
