import { z } from 'zod'
import type { BarcodeRule } from './shared-barcode.ts'

/** The shape of a shop's rules for its own codes; see `BarcodeRule`. */
export const BarcodeRules = z
  .array(
    z.strictObject({
      prefix: z.string().regex(/^2\d$/, { error: 'inventory.bad_prefix' }),
      holds: z.enum(['weight', 'price']),
      itemDigits: z.number().int().min(4).max(6),
      valueDigits: z.number().int().min(4).max(6),
    }),
  )
  .max(10) satisfies z.ZodType<BarcodeRule[]>
