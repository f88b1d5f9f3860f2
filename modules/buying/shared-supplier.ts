import { z } from 'zod'
import { isTaxId } from '#modules/identity/shared.ts'

/** When a bill is due: on its day, so many days later, or so many after the end of its month (月結). */
export const TERMS = ['at_once', 'days', 'month_end'] as const
export type Terms = (typeof TERMS)[number]

/**
 * What comes along with the goods. `invoice` is a uniform invoice on paper and `einvoice` an
 * electronic one: only they show tax that an invoice user may deduct (營業稅法 §19, §33).
 */
export const VOUCHERS = ['none', 'receipt', 'invoice', 'einvoice'] as const
export type Voucher = (typeof VOUCHERS)[number]

const NO_CONTROLS = /^[^\p{Cc}]*$/u
const NO_CONTROLS_BUT_LINES = /^[^\p{Cc}]*([\n\r\t][^\p{Cc}]*)*$/u

/** One line that must say something. */
export const line = (maximum: number) =>
  z.string().trim().min(1).max(maximum).regex(NO_CONTROLS, 'field.control')
/** One line that may stay empty, which is null. */
export const optionalLine = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(NO_CONTROLS, 'field.control')
    .transform((text) => (text === '' ? null : text))
/** Several lines, maybe none. */
export const lines = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(NO_CONTROLS_BUT_LINES, 'field.control')
    .transform((text) => text.replaceAll('\r\n', '\n'))

const days = (maximum: number) => z.coerce.number().int().min(0).max(maximum)

/** A 統一編號 as somebody types it; empty is null. */
const TypedTaxId = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
  .refine((typed) => typed === '' || isTaxId(typed), 'buying.bad_tax_id')
  .transform((typed) => (typed === '' ? null : typed))

/** A supplier as its form sends it. */
export const SupplierForm = z.object({
  id: z.uuid(),
  name: line(120),
  taxId: TypedTaxId.default(null),
  contact: optionalLine(60).default(null),
  phone: optionalLine(40).default(null),
  lineName: optionalLine(60).default(null),
  leadDays: days(90).default(3),
  terms: z.enum(TERMS).default('at_once'),
  termDays: days(180).default(0),
  voucher: z.enum(VOUCHERS).default('none'),
  pricesIncludeTax: z
    .enum(['yes', 'no'])
    .default('yes')
    .transform((answer) => answer === 'yes'),
  note: lines(1000).default(''),
  /** The `changedAt` of the supplier as it was shown: refuses to overwrite somebody else's change. */
  shownChangedAt: z.string().max(40).optional(),
})
export type SupplierForm = z.output<typeof SupplierForm>
