import {
  type BarcodeRule,
  isUnit,
  parseBarcode,
  quantityOfGrams,
  readInStoreBarcode,
  type SoldBy,
} from '#modules/inventory/shared.ts'
import { scaleRounded } from '#modules/kernel/shared.ts'

/** What a code needs to know of a product. */
export interface CodedGoods {
  unit: string
  soldBy: SoldBy
  priceMinor: number | null
}

/** What a scanned or typed code turned out to be. */
export type ReadCode<Product> =
  | { kind: 'product'; product: Product }
  /** A label of a scale: its quantity, and its amount when the label prints one. */
  | { kind: 'label'; product: Product; quantityMilli: number; fixedAmountMinor?: number }
  | { kind: 'unknown'; barcode: string }
  /** A digit is missing or wrong: scanning again helps. */
  | { kind: 'misread'; problem: string; missing: number }

/** Reads a code: a product's own, or a label that the shop's scale printed. Pure. */
export function readCode<Product extends CodedGoods>(
  byBarcode: ReadonlyMap<string, Product>,
  rules: readonly BarcodeRule[],
  text: string,
): ReadCode<Product> {
  const parsed = parseBarcode(text)
  if (!parsed.ok) {
    const misread = { problem: parsed.problem, missing: parsed.missing ?? 0 }
    return { kind: 'misread', ...misread }
  }
  const product = byBarcode.get(parsed.barcode)
  if (product) return { kind: 'product', product }
  const label = readInStoreBarcode(parsed.barcode, rules)
  const labelled = label && byBarcode.get(label.itemCode)
  if (!label || !labelled) return { kind: 'unknown', barcode: parsed.barcode }
  return label.holds === 'weight'
    ? weightLabel(labelled, label.value)
    : priceLabel(labelled, label.value)
}

/** The label of a scale says grams; goods that are not sold by weight are then one piece. */
function weightLabel<Product extends CodedGoods>(
  product: Product,
  grams: number,
): ReadCode<Product> {
  const quantityMilli = quantityOfGrams(product.unit, grams)
  if (quantityMilli === undefined || quantityMilli === 0) return { kind: 'product', product }
  return { kind: 'label', product, quantityMilli }
}

/** The printed price stands. What it weighs follows from it, for the stock only. */
function priceLabel<Product extends CodedGoods>(
  product: Product,
  fixedAmountMinor: number,
): ReadCode<Product> {
  const price = product.priceMinor ?? 0
  const isWeighed = product.soldBy === 'weight' && isUnit(product.unit) && price > 0
  const quantityMilli = isWeighed ? Math.max(1, scaleRounded(1000, fixedAmountMinor, price)) : 1000
  return { kind: 'label', product, quantityMilli, fixedAmountMinor }
}
