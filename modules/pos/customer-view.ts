import { z } from 'zod'
import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'
import { CUSTOMER_LINES, type CustomerView } from './shared.ts'

const amount = z.number().int().min(-MAX_AMOUNT_MINOR).max(MAX_AMOUNT_MINOR)

/** The shape of what a till shows its customer, where it enters and where it leaves the database. */
export const CustomerViewShape = z.strictObject({
  kind: z.enum(['idle', 'cart', 'pay', 'thanks']),
  shop: z.string().max(200),
  lines: z
    .array(
      z.strictObject({
        name: z.string().max(200),
        quantity: z.string().max(60),
        amountMinor: amount,
      }),
    )
    .max(CUSTOMER_LINES),
  lineCount: z.number().int().min(0).max(1000),
  totalMinor: amount,
  receivedMinor: amount.nullable(),
  changeMinor: amount.nullable(),
  tipSeed: z.string().max(60),
  showsTip: z.boolean(),
  theme: z.enum(['system', 'light', 'dark', 'sun']),
  text: z.enum(['base', 'easy']),
  language: z.string().max(20),
}) satisfies z.ZodType<CustomerView>

/** `POST /api/till/display?shop=`: open a screen, show something on it, or end it. */
export const TillDisplayInput = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('open'), tillId: z.uuid() }),
  z.strictObject({ intent: z.literal('show'), tillId: z.uuid(), view: CustomerViewShape }),
  z.strictObject({ intent: z.literal('end'), tillId: z.uuid() }),
])
