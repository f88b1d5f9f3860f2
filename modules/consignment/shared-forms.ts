import { z } from 'zod'
import { cleanText, milliOf } from '#modules/inventory/shared.ts'

const text = (maximum: number) =>
  z.string().transform(cleanText).pipe(z.string().min(1, 'consignment.no_name').max(maximum))
const optionalText = (maximum: number) =>
  z.string().default('').transform(cleanText).pipe(z.string().max(maximum))

/** A share as people type it, `15` or `12.5` percent, in hundredths of a percent; empty is null. */
const TypedPercent = z
  .string()
  .max(20)
  .transform((typed, context) => {
    const plain = typed.normalize('NFKC').replace(/[%\s]/g, '')
    if (plain === '') return null
    if (/^\d{1,3}(\.\d{1,2})?$/.test(plain) && Number(plain) <= 100) {
      return Math.round(Number(plain) * 100)
    }
    context.addIssue({ code: 'custom', message: 'consignment.bad_percent' })
    return z.NEVER
  })

/** A neighbour as the form sends them. */
export const ConsignorForm = z.object({
  id: z.uuid(),
  name: text(60),
  phone: optionalText(40).transform((phone) => (phone === '' ? null : phone)),
  keep: TypedPercent.pipe(z.number({ error: 'consignment.bad_percent' })),
  note: optionalText(300),
  /** The `updatedAt` of the neighbour as it was shown: refuses to overwrite somebody else's change. */
  shownChangedAt: z.string().max(40).optional(),
})
export type ConsignorForm = z.output<typeof ConsignorForm>

export const VISIT_KINDS = ['brought', 'taken'] as const
export type VisitKind = (typeof VISIT_KINDS)[number]

const MAX_LINES = 50

/** Goods that a neighbour brought or took back. */
export const VisitForm = z
  .object({
    id: z.uuid(),
    consignorId: z.uuid(),
    kind: z.enum(VISIT_KINDS),
    note: optionalText(200),
    product: z
      .array(z.uuid(), 'consignment.no_goods')
      .min(1, 'consignment.no_goods')
      .max(MAX_LINES),
    quantity: z.array(z.string().max(40)).max(MAX_LINES),
    unit: z.array(z.string().max(40)).max(MAX_LINES).default([]),
  })
  .transform(({ product, quantity, unit, ...rest }, context) => ({
    ...rest,
    lines: product.map((productId, index) => {
      const typed = (quantity[index] ?? '').normalize('NFKC').replace(/[,\s]/g, '')
      const quantityMilli = milliOf(typed) ?? 0
      if (quantityMilli <= 0 || quantityMilli > MOST_MILLI) {
        context.addIssue({
          code: 'custom',
          path: ['quantity'],
          message: 'consignment.bad_quantity',
        })
      }
      return { productId, quantityMilli, unitId: unit[index] || undefined }
    }),
  }))
export type VisitForm = z.output<typeof VisitForm>
const MOST_MILLI = 100_000_000

/** Another share for one product, or none of its own; or it is no longer theirs. */
export const GoodsForm = z.object({
  consignorId: z.uuid(),
  productId: z.uuid(),
  keep: TypedPercent.default(null),
  act: z.enum(['keep', 'end']),
})
export type GoodsForm = z.output<typeof GoodsForm>

export const PAID_FROM = ['cash', 'bank'] as const
export type PaidFrom = (typeof PAID_FROM)[number]

/** All that is owed, paid by one press. */
export const PayForm = z.object({
  id: z.uuid(),
  consignorId: z.uuid(),
  account: z.enum(PAID_FROM),
  /** What the page showed as owed. */
  shownMinor: z.coerce.number().int().min(1).max(1_000_000_000),
})
export type PayForm = z.output<typeof PayForm>
