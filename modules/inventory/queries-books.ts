import type { Tx } from '#modules/kernel/db.ts'

/** The product that a count, an import or any other source has moved; the first of several. */
export async function findSourceProduct(
  tx: Tx,
  sourceType: string,
  sourceId: string,
): Promise<string | undefined> {
  const move = await tx
    .selectFrom('stockMove')
    .select('productId')
    .where('sourceType', '=', sourceType)
    .where('sourceId', '=', sourceId)
    .orderBy('sourceLine')
    .limit(1)
    .executeTakeFirst()
  return move?.productId
}

/** Products of which more was sold than was ever received: their cost is a guess until they are counted. */
export async function countNegativeStock(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('stockLevel')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('quantityMilli', '<', 0)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
