import { z } from 'zod'
import { SOLD_BY, TAX_CLASSES } from '#modules/inventory/shared.ts'
import { DiscountInput } from '#modules/pos/shared.ts'
import { type Cart, VOID_REASONS } from './cart.ts'

const StoredItem = z.object({
  lineId: z.string(),
  productId: z.string(),
  name: z.string(),
  unit: z.string(),
  soldBy: z.enum(SOLD_BY),
  taxClass: z.enum(TAX_CLASSES),
  quantityMilli: z.number(),
  unitPriceMinor: z.number(),
  discount: DiscountInput.optional(),
  fixedAmountMinor: z.number().optional(),
  picture: z.string(),
  addedAtMs: z.number(),
})

/** A cart as it lies on the device; a former version of the app may have written it. */
const StoredCart = z.object({
  saleId: z.string(),
  items: z.array(StoredItem),
  takenOut: z.array(
    z.object({ item: StoredItem, position: z.number(), reason: z.enum(VOID_REASONS) }),
  ),
  discount: DiscountInput.optional(),
  customerName: z.string().optional(),
  selectedId: z.string().optional(),
  heldAt: z.string().optional(),
})

/** Undefined for what can't be read any more: a cart is worth a minute, and the till must open. */
export function readCart(value: unknown): Cart | undefined {
  const parsed = StoredCart.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
