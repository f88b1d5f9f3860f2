import { z } from 'zod'
import { isTaxId } from '#modules/identity/shared.ts'
import { AccountCode, Day, Id, MAX_ENTRY_MINOR, maybeLine } from './shared-forms.ts'

/** Money as people say it: I paid, I received, I moved. */
export const DIRECTIONS = ['paid', 'received', 'moved'] as const
export type Direction = (typeof DIRECTIONS)[number]

const Amount = z.number().int().min(1, 'bookkeeping.amount_needed').max(MAX_ENTRY_MINOR)

/** A uniform invoice number as people write it: `AB-12345678`, with blanks, in small letters. */
export const InvoiceNo = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase())
  .refine((number) => /^[A-Z]{2}\d{8}$/.test(number), 'bookkeeping.bad_invoice_no')

/** The seller's 統一編號, checked by its check digit. */
export const SellerTaxId = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''))
  .refine(isTaxId, 'bookkeeping.bad_seller_tax_id')

/** What an invoice adds to something paid. Net is what is left of the amount. */
export const SlipInvoice = z.strictObject({
  invoiceNo: InvoiceNo,
  sellerTaxId: SellerTaxId,
  taxMinor: z.number().int().min(0).max(MAX_ENTRY_MINOR),
  /** The shop deducts the tax (an invoice user with a proper voucher: 營業稅法 §15, §19, §33). */
  isDeductible: z.boolean(),
})
export type SlipInvoice = z.output<typeof SlipInvoice>

/** Money that was paid, received or moved. */
export const MoneyInput = z.strictObject({
  id: Id,
  direction: z.enum(DIRECTIONS),
  day: Day,
  amountMinor: Amount,
  /** The account of what it was for; of where it went when it was moved. */
  purposeCode: AccountCode,
  /** The account it came from; it went into, when it was received. */
  moneyCode: AccountCode,
  /** Kept back on the way, out of the amount: only of what was moved. */
  feeMinor: z.number().int().min(0).max(MAX_ENTRY_MINOR).default(0),
  note: maybeLine(200).default(''),
  costCentreId: Id.optional(),
  photoId: Id.optional(),
  invoice: SlipInvoice.optional(),
})
export type MoneyInput = z.output<typeof MoneyInput>

/** What is paid or received every month. */
export const RecurringInput = z.strictObject({
  id: Id,
  direction: z.enum(['paid', 'received']),
  amountMinor: Amount,
  purposeCode: AccountCode,
  moneyCode: AccountCode,
  note: maybeLine(200).default(''),
  costCentreId: Id.optional(),
  /** In a shorter month its last day. */
  dayOfMonth: z.number().int().min(1).max(31),
  startsOn: Day,
  /** Booked on its day without asking. */
  booksItself: z.boolean(),
})
export type RecurringInput = z.output<typeof RecurringInput>

/** What input tax is told apart by on the tax office's form (401: boxes 44 to 47). */
export const INPUT_USES = ['goods_cost', 'fixed_asset'] as const
export type InputUse = (typeof INPUT_USES)[number]

/**
 * The days on which something monthly was due between two days, both included.
 *
 * @param dayOfMonth 1 to 31; in a shorter month its last day.
 */
export function dueDays(dayOfMonth: number, from: string, to: string): string[] {
  const days: string[] = []
  let year = Number(from.slice(0, 4))
  let month = Number(from.slice(5, 7))
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
    const day = new Date(Date.UTC(year, month - 1, Math.min(dayOfMonth, last)))
      .toISOString()
      .slice(0, 10)
    if (day > to) break
    if (day >= from) days.push(day)
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
  }
  return days
}
/** Three hundred years of months: no walk is longer. */
const MOST_TURNS = 3600
