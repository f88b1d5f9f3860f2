import { listProductsById } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownProduct, unknownUnit } from './errors.ts'

/** What a form says of goods: which, and how many of which unit. */
interface Asked {
  productId: string
  unit: string
  unitMilli: number
}

/** The same with what the shop knows of the product. */
export interface BoughtGoods {
  name: string
  isTaxable: boolean
  /** In thousandths of the product's own unit. */
  quantityMilli: number
}

/**
 * What lines of goods are, in the product's own unit.
 *
 * @throws buying.unknown_product, buying.unknown_unit
 */
export async function readGoods<Line extends Asked>(
  tx: Tx,
  lines: readonly Line[],
): Promise<(Line & BoughtGoods)[]> {
  const products = await listProductsById(tx, [...new Set(lines.map((each) => each.productId))])
  const byId = new Map(products.map((each) => [each.id, each]))
  return lines.map((line) => {
    const product = byId.get(line.productId)
    if (!product) throw unknownProduct()
    if (line.unit !== product.unit) throw unknownUnit(product.name)
    const isTaxable = product.taxClass === 'taxable'
    return { ...line, name: product.name, isTaxable, quantityMilli: line.unitMilli }
  })
}
