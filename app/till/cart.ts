import type { SoldBy, TaxClass } from '#modules/inventory/shared.ts'
import { MAX_QUANTITY_MILLI } from '#modules/inventory/shared.ts'
import { scaleRounded } from '#modules/kernel/shared.ts'
import {
  type Approval,
  type Discount,
  discountOn,
  type PricedCart,
  priceCart,
  type TaxMethod,
  type TaxRates,
  type VoidedLine,
} from '#modules/pos/shared.ts'
import type { PreparedRefund } from './refund.ts'

/** One thing on the counter, with the name and price the customer sees. */
export interface CartItem {
  lineId: string
  productId: string
  name: string
  unit: string
  soldBy: SoldBy
  taxClass: TaxClass
  quantityMilli: number
  unitPriceMinor: number
  /** What the goods cost here before another price was set for this sale. */
  listPriceMinor?: number | undefined
  discount?: Discount | undefined
  fixedAmountMinor?: number | undefined
  /** Pictogram or photograph, for the eye only. */
  picture: string
  /** When it came in, by the device's clock, in milliseconds. */
  addedAtMs: number
}

/** Why a line was taken out, as the books keep it; its words are `till:void_reason`. */
export const VOID_REASONS = ['mistake', 'declined', 'other'] as const
export type VoidReason = (typeof VOID_REASONS)[number]

/** A line that was taken out, with what is needed to put it back. */
export interface TakenOut {
  item: CartItem
  position: number
  reason: VoidReason
}

/**
 * One sale before it is paid. `saleId` is made when the cart opens and never again, so that paying
 * twice is the same sale twice.
 */
export interface Cart {
  saleId: string
  items: CartItem[]
  takenOut: TakenOut[]
  discount?: Discount | undefined
  customerName?: string | undefined
  /** A customer of the shop, who may have a tab; without it the name is only a word. */
  customerId?: string | undefined
  /** Who agreed to a discount or another price in this sale. */
  approvals?: readonly Approval[] | undefined
  /** The line that is open. */
  selectedId?: string | undefined
  /** The questions about a scam were asked; once is enough for one sale. */
  isScamAsked?: boolean | undefined
  /** Goods that came back and pay for these (換貨): written with the sale, and only then. */
  exchange?: PreparedRefund | undefined
  /** ISO 8601; set while it waits (暫放). */
  heldAt?: string | undefined
}

export const openCart = (saleId: string): Cart => ({ saleId, items: [], takenOut: [] })

/** At most this many lines travel in one sale. */
export const MAX_LINES = 500

export type CartAction =
  | { type: 'add'; item: CartItem }
  | { type: 'select'; lineId: string | undefined }
  | { type: 'set_quantity'; lineId: string; quantityMilli: number }
  | { type: 'set_price'; lineId: string; unitPriceMinor: number }
  | { type: 'approve'; approval: Approval }
  | { type: 'take_out'; lineId: string; reason: VoidReason }
  | { type: 'put_back'; lineId: string }
  | { type: 'discount_line'; lineId: string; discount: Discount | undefined }
  | { type: 'discount_cart'; discount: Discount | undefined }
  | { type: 'name_customer'; customerName: string | undefined; customerId?: string | undefined }
  | { type: 'note_scam_asked' }
  | { type: 'exchange'; refund: PreparedRefund | undefined }
  | { type: 'replace'; cart: Cart }

/** The next cart. Pure; an action that does not fit (an unknown line, a zero) changes nothing. */
export function cartReducer(cart: Cart, action: CartAction): Cart {
  switch (action.type) {
    case 'add':
      return add(cart, action.item)
    case 'select':
      return { ...cart, selectedId: action.lineId }
    case 'set_quantity': {
      const { quantityMilli } = action
      const isRight = Number.isInteger(quantityMilli) && quantityMilli > 0
      if (!isRight || quantityMilli > MAX_QUANTITY_MILLI) return cart
      // A printed amount was for the quantity on the label; another quantity is priced anew.
      return change(cart, action.lineId, (item) => ({
        ...item,
        quantityMilli,
        fixedAmountMinor: undefined,
      }))
    }
    case 'set_price': {
      const { unitPriceMinor } = action
      if (!Number.isInteger(unitPriceMinor) || unitPriceMinor < 0) return cart
      // Another price is for the goods as they lie there; what a label printed no longer holds.
      return change(cart, action.lineId, (item) => ({
        ...item,
        unitPriceMinor,
        listPriceMinor: item.listPriceMinor ?? item.unitPriceMinor,
        fixedAmountMinor: undefined,
      }))
    }
    case 'approve': {
      const others = (cart.approvals ?? []).filter(({ kind }) => kind !== action.approval.kind)
      return { ...cart, approvals: [...others, action.approval] }
    }
    case 'take_out':
      return takeOut(cart, action.lineId, action.reason)
    case 'put_back':
      return putBack(cart, action.lineId)
    case 'discount_line':
      return change(cart, action.lineId, (item) => ({ ...item, discount: action.discount }))
    case 'discount_cart':
      return { ...cart, discount: action.discount }
    case 'name_customer':
      return {
        ...cart,
        customerName: action.customerName?.trim() || undefined,
        customerId: action.customerId,
      }
    case 'note_scam_asked':
      return { ...cart, isScamAsked: true }
    case 'exchange':
      return { ...cart, exchange: action.refund }
    case 'replace':
      return action.cart
  }
}

function add(cart: Cart, item: CartItem): Cart {
  const same = cart.items.find((each) => isSameGoods(each, item))
  if (same) {
    const quantityMilli = same.quantityMilli + item.quantityMilli
    if (quantityMilli > MAX_QUANTITY_MILLI) return cart
    const next = change(cart, same.lineId, (each) => ({ ...each, quantityMilli }))
    return { ...next, selectedId: same.lineId }
  }
  if (cart.items.length >= MAX_LINES) return cart
  return { ...cart, items: [...cart.items, item], selectedId: item.lineId }
}

/** Pieces at one price add up on one line; each weighing and each price label stays by itself. */
const isSameGoods = (a: CartItem, b: CartItem) =>
  a.productId === b.productId &&
  a.soldBy === 'piece' &&
  b.soldBy === 'piece' &&
  a.unitPriceMinor === b.unitPriceMinor &&
  a.fixedAmountMinor === undefined &&
  b.fixedAmountMinor === undefined &&
  a.discount === undefined

function change(cart: Cart, lineId: string, how: (item: CartItem) => CartItem): Cart {
  if (!cart.items.some((item) => item.lineId === lineId)) return cart
  return { ...cart, items: cart.items.map((item) => (item.lineId === lineId ? how(item) : item)) }
}

function takeOut(cart: Cart, lineId: string, reason: VoidReason): Cart {
  const position = cart.items.findIndex((item) => item.lineId === lineId)
  const item = cart.items[position]
  if (!item) return cart
  const items = cart.items.filter((each) => each !== item)
  const neighbour = items[Math.min(position, items.length - 1)]
  return {
    ...cart,
    items,
    takenOut: [...cart.takenOut, { item, position, reason }],
    selectedId: neighbour?.lineId,
  }
}

function putBack(cart: Cart, lineId: string): Cart {
  const back = cart.takenOut.find((each) => each.item.lineId === lineId)
  if (!back) return cart
  const items = [...cart.items]
  items.splice(back.position, 0, back.item)
  return {
    ...cart,
    items,
    takenOut: cart.takenOut.filter((each) => each !== back),
    selectedId: lineId,
  }
}

/** How the shop is taxed, as its snapshot says. */
export interface TaxSettings {
  taxMethod: TaxMethod
  taxRates: TaxRates
}

/** The one sum of till, server and API over this cart. */
export function priceItems(cart: Pick<Cart, 'items' | 'discount'>, tax: TaxSettings): PricedCart {
  return priceCart({ lines: cart.items, discount: cart.discount, ...tax })
}

/** What stands in the books about lines that were taken out. */
export function voidedLines(cart: Cart): VoidedLine[] {
  return cart.takenOut.map(({ item, reason }) => ({
    productId: item.productId,
    name: item.name,
    quantityMilli: item.quantityMilli,
    amountMinor: amountOf(item),
    reason,
  }))
}

/** A line by itself: quantity times price, or its printed amount, less its own discount. */
export function amountOf(item: CartItem): number {
  const gross = item.fixedAmountMinor ?? scaleRounded(item.unitPriceMinor, item.quantityMilli, 1000)
  return gross - discountOn(gross, item.discount)
}

/** How many of each product are in the cart, in thousandths, for the corner of its tile. */
export function quantitiesByProduct(cart: Cart): Map<string, number> {
  const quantities = new Map<string, number>()
  for (const { productId, quantityMilli } of cart.items) {
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantityMilli)
  }
  return quantities
}
