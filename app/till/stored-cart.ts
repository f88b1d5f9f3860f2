import type { Cart, CartItem } from './cart.ts'
import { readPrepared } from './refund.ts'

/**
 * A cart as it lies on the device; a former version of the app may have written it. Undefined for
 * what can't be read any more: a cart is worth a minute, and the till must open.
 */
export function readCart(value: unknown): Cart | undefined {
  return isCart(value) ? { ...value, exchange: readPrepared(value.exchange) } : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isCart = (value: unknown): value is Cart =>
  isRecord(value) &&
  typeof value.saleId === 'string' &&
  Array.isArray(value.items) &&
  value.items.every(isItem) &&
  Array.isArray(value.takenOut) &&
  value.takenOut.every(isTakenOut)

const isTakenOut = (value: unknown): boolean =>
  isRecord(value) &&
  isItem(value.item) &&
  Number.isSafeInteger(value.position) &&
  typeof value.reason === 'string'

const TEXTS = ['lineId', 'productId', 'name', 'unit', 'soldBy', 'taxClass', 'picture'] as const
const NUMBERS = ['quantityMilli', 'unitPriceMinor', 'addedAtMs'] as const

const isItem = (value: unknown): value is CartItem =>
  isRecord(value) &&
  TEXTS.every((key) => typeof value[key] === 'string') &&
  NUMBERS.every((key) => typeof value[key] === 'number') &&
  (value.discount === undefined || isRecord(value.discount))
