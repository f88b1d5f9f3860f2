import { CUSTOMER_LINES, type CustomerView, type PricedCart } from '#modules/pos/shared.ts'
import type { Cart, CartItem } from './cart.ts'

/** Money on its way over the counter; cash only, other tenders give nothing back. */
export interface Paying {
  receivedMinor: number | null
  changeMinor: number | null
}

export interface CustomerViewParts {
  shop: string
  look: Pick<CustomerView, 'theme' | 'text' | 'language' | 'showsTip'>
  cart: Pick<Cart, 'saleId' | 'items'>
  priced: Pick<PricedCart, 'lines' | 'totalMinor'>
  /** Set while the money is taken. */
  paying?: Paying | undefined
  /** Set between a sale and the next. */
  paid?: (Paying & { saleId: string; totalMinor: number }) | undefined
  /** How a quantity is said; empty for one piece. */
  sayQuantity: (item: CartItem) => string
}

/** What the customer may see of the till. Pure; the customer's own name is no part of it. */
export function customerViewOf(parts: CustomerViewParts): CustomerView {
  const { shop, look, cart, priced, paying, paid, sayQuantity } = parts
  const base = {
    shop,
    ...look,
    lines: [],
    lineCount: cart.items.length,
    totalMinor: priced.totalMinor,
    receivedMinor: null,
    changeMinor: null,
    tipSeed: paid?.saleId ?? cart.saleId,
  }
  if (paid) {
    const { totalMinor, receivedMinor, changeMinor } = paid
    return { ...base, kind: 'thanks', lineCount: 0, totalMinor, receivedMinor, changeMinor }
  }
  if (cart.items.length === 0) return { ...base, kind: 'idle' }
  if (paying) return { ...base, kind: 'pay', ...paying }
  const lines = cart.items.map((item, index) => ({
    name: item.name,
    quantity: sayQuantity(item),
    amountMinor: priced.lines[index]?.totalMinor ?? 0,
  }))
  return { ...base, kind: 'cart', lines: lines.slice(-CUSTOMER_LINES) }
}

/** Reads a view that came from another window; anything else is none. */
export function readCustomerView(message: unknown): CustomerView | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const view: unknown = Reflect.get(message, 'view')
  return isView(view) ? view : undefined
}

const isView = (value: unknown): value is CustomerView =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'kind') === 'string' &&
  typeof Reflect.get(value, 'shop') === 'string' &&
  typeof Reflect.get(value, 'tipSeed') === 'string' &&
  Number.isSafeInteger(Reflect.get(value, 'totalMinor')) &&
  Array.isArray(Reflect.get(value, 'lines'))
