import { z } from 'zod'
import { LineColumns } from './shared-purchase.ts'
import { lines } from './shared-supplier.ts'
import { Day, readAmount, readQuantity } from './shared-typed.ts'

/** What an order has come to. It is worked out of its steps and receipts, and stored nowhere. */
export const ORDER_STATES = ['draft', 'sent', 'partly', 'received', 'closed', 'cancelled'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** How an order was sent. */
export const SENT_HOW = ['print', 'pdf', 'message', 'told'] as const
export type SentHow = (typeof SENT_HOW)[number]

/** What an order's state is worked out of. */
export interface OrderFacts {
  isSent: boolean
  isClosed: boolean
  isCancelled: boolean
  /** Some of it came. */
  hasCome: boolean
  /** Nothing of what was ordered is still to come. */
  isComplete: boolean
}

export function orderState(facts: OrderFacts): OrderState {
  if (facts.isCancelled) return 'cancelled'
  if (facts.isComplete) return 'received'
  if (facts.isClosed) return 'closed'
  if (facts.hasCome) return 'partly'
  return facts.isSent ? 'sent' : 'draft'
}

/** A line of an order; what it costs may be unknown until somebody has asked. */
export interface OrderLine {
  productId: string
  unit: string
  unitMilli: number
  typedMinor: number | null
}

/** An order as its form sends it. */
export const OrderForm = z
  .object({
    id: z.uuid(),
    supplierId: z.uuid('buying.no_supplier'),
    expectedOn: z.union([z.literal('').transform(() => null), Day]).default(null),
    note: lines(1000).default(''),
    /** The `changedAt` of the order as it was shown. */
    shownChangedAt: z.string().max(40).optional(),
    ...LineColumns.shape,
  })
  .transform((form, context) => {
    const { productId, unit, quantity, amount, ...rest } = form
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const read = productId.map((id, index): OrderLine => {
      const unitMilli = readQuantity(quantity[index] ?? '')
      const typedMinor = readAmount(amount[index] ?? '')
      if (unitMilli === undefined) wrong('quantity', 'buying.bad_quantity')
      if (typedMinor === undefined) wrong('amount', 'buying.bad_amount')
      return {
        productId: id,
        unit: unit[index] ?? '',
        unitMilli: unitMilli ?? 0,
        typedMinor: typedMinor ?? null,
      }
    })
    return { ...rest, lines: read }
  })
export type OrderInput = z.output<typeof OrderForm>

/** What a press on an order's page does. */
export const OrderStepForm = z.object({
  act: z.enum(['send', 'close', 'cancel']),
  orderId: z.uuid(),
  /** Made by whoever starts it, so that a retry is the same step. */
  stepId: z.uuid(),
  how: z.enum(SENT_HOW).default('told'),
  note: lines(300).default(''),
})
