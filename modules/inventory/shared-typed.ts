import { z } from 'zod'
import { cleanText, MAX_AMOUNT_MINOR, MAX_QUANTITY_MILLI, milliOf } from './shared-limits.ts'

/** A text that says something, cleaned of what no label shows. */
export const text = (maximum: number) =>
  z.string().transform(cleanText).pipe(z.string().min(1).max(maximum))
/** The same, or nothing. */
export const note = (maximum: number) =>
  z.string().default('').transform(cleanText).pipe(z.string().max(maximum))
/** An empty field is null. */
export const orNull = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.literal('').transform(() => null), z.null(), shape])

export const Amount = z.number().int().min(0).max(MAX_AMOUNT_MINOR)
export const Quantity = z.number().int().min(0).max(MAX_QUANTITY_MILLI)

/** Whole NT$ as people type them: `1,234`, `NT$45`, full-width digits. Empty is null. */
export const TypedAmount = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const plain = typed.normalize('NFKC').replace(/^NT\$|[,\s]/gi, '')
    if (plain === '') return null
    if (/^-?\d+(\.0+)?$/.test(plain)) return Number(plain)
    context.addIssue({ code: 'custom', message: 'inventory.not_an_amount' })
    return z.NEVER
  })
  .pipe(Amount.nullable())

/** A quantity as people type it (`12.5`) in thousandths. Empty is null. */
export const TypedQuantity = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const plain = typed.normalize('NFKC').replace(/[,\s]/g, '')
    if (plain === '') return null
    const milli = milliOf(plain)
    if (milli !== undefined) return milli
    context.addIssue({ code: 'custom', message: 'inventory.not_a_quantity' })
    return z.NEVER
  })
  .pipe(Quantity.nullable())

/** The same where something has to be typed, more than nothing. */
export const TypedSome = TypedQuantity.pipe(
  z.number({ error: 'inventory.no_quantity' }).min(1, { error: 'inventory.no_quantity' }),
)
