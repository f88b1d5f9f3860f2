import { z } from 'zod'
import { Bitmap } from '#modules/printing/shared.ts'
import { line, lines, optionalLine } from './shared-text.ts'

const WEIGHTS = [1, 2, 1, 2, 1, 2, 4, 1]

/**
 * Whether eight digits are a 統一編號. The digits of every product with its weight are added; since
 * 2023-04 the sum must divide by 5 (before: by 10, so old numbers still pass). A 7 in the seventh
 * place counts as either of two sums. Source: 財政部財政資訊中心, 營利事業統一編號檢查碼邏輯修正說明.
 */
export function isTaxId(text: string): boolean {
  if (!/^\d{8}$/.test(text) || text === '00000000') return false
  const sum = WEIGHTS.reduce((total, weight, index) => {
    const product = weight * Number(text[index])
    return total + Math.floor(product / 10) + (product % 10)
  }, 0)
  return sum % 5 === 0 || (text[6] === '7' && (sum + 1) % 5 === 0)
}

/** A 統一編號 that passes its check. */
export const TaxId = z.string().refine(isTaxId, 'identity.bad_tax_id')

export const TAX_KINDS = ['assessed_small', 'invoice_user', 'unregistered'] as const

/**
 * How a shop stands with the tax office: `assessed_small` (小規模營業人: receipts, no tax shown),
 * `invoice_user` (5 %, uniform invoices), `unregistered`. See 加值型及非加值型營業稅法 §13, §32.
 */
export const TaxProfile = z.strictObject({ kind: z.enum(TAX_KINDS), taxId: TaxId.optional() })
export type TaxProfile = z.output<typeof TaxProfile>

/** Where tax is rounded: once out of the document's total, or out of each line. */
export const TAX_METHODS = ['per_document', 'per_line'] as const
export const TaxMethod = z.enum(TAX_METHODS)

/** What the shop adds to its receipts. */
export const ReceiptSettings = z.strictObject({ footer: lines(200), showsScamTip: z.boolean() })
export type ReceiptSettings = z.output<typeof ReceiptSettings>

/** How the shop's papers look: its logo, its own words below its name, and what is left out. */
export const ReceiptDesign = z.strictObject({
  heading: lines(200),
  logo: Bitmap.optional(),
  showsPhone: z.boolean(),
  showsAddress: z.boolean(),
  showsTaxId: z.boolean(),
  showsCashier: z.boolean(),
})
export type ReceiptDesign = z.output<typeof ReceiptDesign>

/** The flat fields of the form that designs receipts; a logo stays until another one comes. */
export const ReceiptDesignForm = z.object({
  heading: lines(200),
  footer: lines(200),
  showsPhone: z.literal('on').optional(),
  showsAddress: z.literal('on').optional(),
  showsTaxId: z.literal('on').optional(),
  showsCashier: z.literal('on').optional(),
  showsScamTip: z.literal('on').optional(),
  removesLogo: z.literal('on').optional(),
})

/** Years of the Republic (民國) or of the western calendar. */
export const CALENDARS = ['roc', 'gregory'] as const

/** Everything about a tenant that its owner may change. */
export const TenantInput = z.strictObject({
  name: line(120),
  phone: optionalLine(40),
  address: optionalLine(200),
  calendar: z.enum(CALENDARS),
  taxProfile: TaxProfile,
  taxMethod: TaxMethod,
  receipt: ReceiptSettings,
})
export type TenantInput = z.output<typeof TenantInput>

/** The same as the flat fields of the settings form. A number that is not needed is dropped. */
export const TenantForm = z
  .strictObject({
    name: line(120),
    phone: optionalLine(40),
    address: optionalLine(200),
    calendar: z.enum(CALENDARS),
    taxKind: z.enum(TAX_KINDS),
    taxId: z
      .string()
      .max(40)
      .transform((typed) => typed.normalize('NFKC').replace(/\s/g, '')),
    taxMethod: TaxMethod,
    footer: lines(200),
    showsScamTip: z.literal('on').optional(),
  })
  .transform((form, context): TenantInput => {
    const taxId = form.taxKind === 'unregistered' || form.taxId === '' ? undefined : form.taxId
    const message =
      taxId === undefined
        ? form.taxKind === 'invoice_user' && 'identity.tax_id_needed'
        : !isTaxId(taxId) && 'identity.bad_tax_id'
    if (message) {
      context.addIssue({ code: 'custom', path: ['taxId'], message })
      return z.NEVER
    }
    return {
      name: form.name,
      phone: form.phone,
      address: form.address,
      calendar: form.calendar,
      taxProfile: { kind: form.taxKind, ...(taxId === undefined ? {} : { taxId }) },
      taxMethod: form.taxMethod,
      receipt: { footer: form.footer, showsScamTip: form.showsScamTip === 'on' },
    }
  })
