import type { ShopSnapshot, SnapshotChanges, TillProduct } from '#modules/pos/shared.ts'
import { readSnapshot } from './replies.ts'

/**
 * A snapshot with what has changed since it was made, in the server's order: favourites first, each
 * in the order they were added. What did not change stays the same object, and so does the whole
 * snapshot when nothing in it did.
 *
 * @returns undefined when the outcome is not what the server has; the whole snapshot helps then.
 */
export function mergeChanges(
  snapshot: ShopSnapshot,
  changes: SnapshotChanges,
): ShopSnapshot | undefined {
  const products = mergeProducts(snapshot.products, changes)
  if (products.length !== changes.productCount) return undefined
  const isSame =
    Object.keys(changes.parts).length === 0 &&
    products.length === snapshot.products.length &&
    products.every((product, index) => product === snapshot.products[index])
  if (isSame) return snapshot
  return readSnapshot({ ...snapshot, ...changes.parts, marks: changes.marks, products })
}

function mergeProducts(
  before: readonly TillProduct[],
  { products, removedIds, stock }: SnapshotChanges,
): TillProduct[] {
  const byId = new Map(before.map((product) => [product.id, product]))
  for (const id of removedIds) byId.delete(id)
  for (const product of products) {
    const old = byId.get(product.id)
    // The server says some things twice.
    if (JSON.stringify(old) !== JSON.stringify(product)) byId.set(product.id, product)
  }
  for (const [id, stockMilli] of stock) {
    const product = byId.get(id)
    if (product && product.stockMilli !== stockMilli) byId.set(id, { ...product, stockMilli })
  }
  return [...byId.values()].sort(inServersOrder)
}

const inServersOrder = (a: TillProduct, b: TillProduct): number =>
  Number(b.isFavourite) - Number(a.isFavourite) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
