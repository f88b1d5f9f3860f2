import { z } from 'zod'
import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'

/** What the limit of one tab may be, at most: 100 million, as the table allows. */
export const MAX_TAB_LIMIT_MINOR = Math.min(MAX_AMOUNT_MINOR, 100_000_000)

const NO_CONTROLS = /^[^\p{Cc}]*$/u

/** A customer's name and phone, as the office's form sends them. */
export const CustomerForm = z.strictObject({
  name: z.string().trim().min(1).max(120).regex(NO_CONTROLS, 'field.control'),
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(NO_CONTROLS, 'field.control')
    .transform((text) => (text === '' ? null : text)),
})
export type CustomerForm = z.infer<typeof CustomerForm>

/** The last three digits of a phone: enough to tell two people of one name apart. */
export const phoneEnd = (phone: string | null): string | null =>
  phone?.replace(/\D/g, '').slice(-3) || null
