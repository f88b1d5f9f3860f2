import { listProductsById, productUnits } from '#modules/inventory/index.ts'
import { toBaseQuantity, type UnitChoice } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { consignedGoods, notEven, unknownProduct, unknownUnit } from './errors.ts'

/** What a form says of goods: which, and how many of which unit. */
interface Asked {
  productId: string
  /** The key of a known unit, or the name of one that the shop made for this product. */
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
 * @throws buying.unknown_product, buying.consigned_goods, buying.unknown_unit, buying.not_even when a quantity does not come
 *   out in whole thousandths: nothing is rounded in silence.
 */
export async function readGoods<Line extends Asked>(
  tx: Tx,
  lines: readonly Line[],
): Promise<(Line & BoughtGoods)[]> {
  const ids = [...new Set(lines.map((each) => each.productId))]
  const products = new Map((await listProductsById(tx, ids)).map((each) => [each.id, each]))
  const units = await productUnits.listUnits(tx, ids)
  return lines.map((line) => {
    const product = products.get(line.productId)
    if (!product) throw unknownProduct()
    const known = units.get(product.id)
    if (known?.isConsigned) throw consignedGoods(product.name)
    const unit = known?.units.find((each) => wordOf(each) === line.unit)
    if (!unit) throw unknownUnit(product.name)
    const converted = toBaseQuantity(line.unitMilli, unit)
    if (!converted.ok) throw notEven(product.name, converted)
    const isTaxable = product.taxClass === 'taxable'
    return { ...line, name: product.name, isTaxable, quantityMilli: converted.quantityMilli }
  })
}

/** A unit as papers keep it: what the shop calls it stays readable when the unit itself is gone. */
const wordOf = ({ id, name }: UnitChoice): string => name ?? id
