import { z } from 'zod'
import { MAX_LINES } from './shared-purchase.ts'
import { lines } from './shared-supplier.ts'
import { Day, readAmount, readQuantity } from './shared-typed.ts'

/** Why goods go back, as people choose it. */
export const RETURN_CHOICES = ['damaged', 'wrong', 'expired', 'too_many', 'other'] as const
export type ReturnChoice = (typeof RETURN_CHOICES)[number]

/** How the supplier makes it good: by a credit note now, in money, or later. */
export const CREDITS = ['later', 'credit', 'cash', 'bank'] as const

/** A line that goes back. */
export interface ReturnLine {
  receiptId: string
  lineNo: number
  /** In the unit in which it came, above zero. */
  unitMilli: number
  /** What the supplier gives back for it, with or without tax as on the receipt. */
  typedMinor: number
}

/** Goods of one receipt that go back; lines travel as columns, an empty quantity stays. */
export const ReturnForm = z
  .object({
    id: z.uuid(),
    receiptId: z.uuid(),
    supplierId: z.uuid('buying.no_supplier'),
    returnedOn: Day,
    reason: z.enum(RETURN_CHOICES),
    note: lines(1000).default(''),
    pricesIncludeTax: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
    credit: z.enum(CREDITS).default('later'),
    lineNo: z.array(z.coerce.number().int().min(1).max(MAX_LINES)).max(MAX_LINES),
    quantity: z.array(z.string().max(40)).max(MAX_LINES),
    amount: z.array(z.string().max(40)).max(MAX_LINES),
  })
  .transform(({ lineNo, quantity, amount, receiptId, ...rest }, context) => {
    const read = lineNo.flatMap((number, index): ReturnLine[] => {
      const typed = quantity[index] ?? ''
      if (typed.trim() === '' || /^0+(\.0*)?$/.test(typed.trim())) return []
      const unitMilli = readQuantity(typed)
      const typedMinor = readAmount(amount[index] ?? '')
      const wrong = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message })
      if (unitMilli === undefined) wrong('quantity', 'buying.bad_quantity')
      if (typeof typedMinor !== 'number') wrong('amount', 'buying.bad_amount')
      return [{ receiptId, lineNo: number, unitMilli: unitMilli ?? 0, typedMinor: typedMinor ?? 0 }]
    })
    return { ...rest, lines: read }
  })
export type ReturnInput = z.output<typeof ReturnForm>
