import { z } from 'zod'

const NO_CONTROLS = /^[^\p{Cc}]*$/u

/** A customer's name, phone and limit, as the office's form sends them. */
export const CustomerForm = z.strictObject({
  name: z.string().trim().min(1).max(120).regex(NO_CONTROLS, 'field.control'),
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(NO_CONTROLS, 'field.control')
    .transform((text) => (text === '' ? null : text)),
  /** Digits; empty takes the shop's usual limit. */
  tabLimitMinor: z
    .string()
    .trim()
    .regex(/^\d{0,8}$/)
    .transform((digits) => (digits === '' ? null : Number(digits))),
})
export type CustomerForm = z.infer<typeof CustomerForm>

/** The last three digits of a phone: enough to tell two people of one name apart. */
export const phoneEnd = (phone: string | null): string | null =>
  phone?.replace(/\D/g, '').slice(-3) || null
