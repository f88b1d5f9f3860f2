import { amountOf, type CartItem } from './cart.ts'
import { learn, readUsual, type Usual } from './unusual.ts'

const keyOf = (tillId: string) => `tillage-till-usual:${tillId}`

/** What this till usually sells, as far as this browser remembers. Losing it costs a few questions. */
export function usualOf(tillId: string): Usual {
  try {
    return readUsual(JSON.parse(localStorage.getItem(keyOf(tillId)) ?? 'null'))
  } catch {
    return readUsual(undefined)
  }
}

/** Remembers a sale that was paid. */
export function rememberSold(
  tillId: string,
  items: readonly CartItem[],
  isPriceTyped: (productId: string) => boolean,
): void {
  const sold = items.map((item) => ({
    productId: item.productId,
    quantityMilli: item.quantityMilli,
    unitPriceMinor: item.unitPriceMinor,
    amountMinor: amountOf(item),
    isPriceTyped: isPriceTyped(item.productId),
  }))
  try {
    localStorage.setItem(keyOf(tillId), JSON.stringify(learn(usualOf(tillId), sold)))
  } catch {
    // A browser without storage asks less, and sells as ever.
  }
}
