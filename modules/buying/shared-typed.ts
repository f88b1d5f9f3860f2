import { z } from 'zod'
import { MAX_AMOUNT_MINOR, MAX_QUANTITY_MILLI, milliOf } from '#modules/inventory/shared.ts'

const plainOf = (typed: string) => typed.normalize('NFKC').replace(/^NT\$|[,\s]/gi, '')

/** Whole NT$ as somebody types them; undefined for what is none, null for nothing. */
export function readAmount(typed: string): number | null | undefined {
  const plain = plainOf(typed)
  if (plain === '') return null
  if (!/^\d{1,12}(\.0+)?$/.test(plain)) return undefined
  const amount = Number(plain)
  return amount <= MAX_AMOUNT_MINOR ? amount : undefined
}

/** A quantity above zero as somebody types it (`12.5`), in thousandths; undefined for anything else. */
export function readQuantity(typed: string): number | undefined {
  const milli = milliOf(plainOf(typed))
  return milli !== undefined && milli > 0 && milli <= MAX_QUANTITY_MILLI ? milli : undefined
}

/** An amount that may stay empty, which is null. */
export const TypedAmount = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const amount = readAmount(typed)
    if (amount !== undefined) return amount
    context.addIssue({ code: 'custom', message: 'buying.bad_amount' })
    return z.NEVER
  })

/** A calendar day, `YYYY-MM-DD`, within what a shop's books can hold. */
export const Day = z
  .string()
  .max(40)
  .refine(
    (text) => /^20\d{2}-/.test(text) && z.iso.date().safeParse(text).success,
    'buying.bad_day',
  )
