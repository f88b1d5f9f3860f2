import { z } from 'zod'
import {
  cleanText,
  MAX_AMOUNT_MINOR,
  MAX_QUANTITY_MILLI,
  TAX_CLASSES,
} from '#modules/inventory/shared.ts'
import { API_TENDERS, DiscountInput, TENDERS } from './shared.ts'

const amount = z.number().int().min(0).max(MAX_AMOUNT_MINOR)
const quantity = z.number().int().min(1).max(MAX_QUANTITY_MILLI)
const ratePpm = z.number().int().min(0).max(1_000_000)
/** PostgreSQL tells ids in small letters, and ids are compared as texts. */
const uuid = z.uuid().toLowerCase()
const text = (maximum: number) =>
  z.string().transform(cleanText).pipe(z.string().min(1).max(maximum))

/** The most lines and payments of one sale or quote. */
export const MAX_LINES = 500
const MAX_PAYMENTS = 10

const TaxMethodName = z.enum(['per_line', 'per_document'])

/** One thing that a machine sells: of a product of the shop, in thousandths of its unit. */
const SaleRequestLine = z.strictObject({
  productId: uuid,
  quantityMilli: quantity,
  /** Whole NT$ with tax; the catalogue's price when it is left out. */
  unitPriceMinor: amount.optional(),
  discount: DiscountInput.optional(),
})

const SaleRequestPayment = z.strictObject({
  tender: z.enum(API_TENDERS),
  /** The part of the total this pays. */
  amountMinor: amount,
  /** What was handed over: more than the amount only in cash, and the amount when left out. */
  tenderedMinor: amount.optional(),
  reference: text(80).optional(),
})

/** A paid sale as a machine reports it. The id is the caller's: sending it again sells nothing. */
export const SaleRequest = z.strictObject({
  id: uuid,
  receiptNo: text(30).optional(),
  /** When the customer paid, with an offset; now when it is left out. */
  soldAt: z.iso.datetime({ offset: true }).optional(),
  lines: z.array(SaleRequestLine).min(1).max(MAX_LINES),
  discount: DiscountInput.optional(),
  payments: z.array(SaleRequestPayment).min(1).max(MAX_PAYMENTS),
  customerName: text(120).optional(),
  /** The shop's printer is asked for a receipt. */
  wantsReceipt: z.boolean().default(false),
})
export type SaleRequest = z.output<typeof SaleRequest>

/** A cart to be priced, of anything: no product is looked up and nothing is sold. */
export const QuoteRequest = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        quantityMilli: quantity,
        unitPriceMinor: amount,
        taxClass: z.enum(TAX_CLASSES).default('taxable'),
        discount: DiscountInput.optional(),
      }),
    )
    .min(1)
    .max(MAX_LINES),
  discount: DiscountInput.optional(),
  taxMethod: TaxMethodName.default('per_document'),
  /** In parts per million; those of the law today where left out. */
  taxRates: z
    .strictObject({
      taxable: ratePpm.optional(),
      zero: ratePpm.optional(),
      exempt: ratePpm.optional(),
    })
    .optional(),
})
export type QuoteRequest = z.output<typeof QuoteRequest>

/** What a quote answers: `priceCart`'s sums, in whole NT$. */
export const Quote = z.object({
  taxMethod: TaxMethodName,
  lines: z.array(
    z.object({
      grossMinor: amount,
      discountMinor: amount,
      cartDiscountMinor: amount,
      totalMinor: amount,
      taxRatePpm: ratePpm,
      taxMinor: amount,
    }),
  ),
  subtotalMinor: amount,
  discountMinor: amount,
  cartDiscountMinor: amount,
  totalMinor: amount,
  taxMinor: amount,
  taxes: z.array(
    z.object({
      taxClass: z.enum(TAX_CLASSES),
      ratePpm,
      totalMinor: amount,
      taxMinor: amount,
    }),
  ),
})
export type Quote = z.output<typeof Quote>

/** A recorded sale with its lines and payments, as the API tells it. */
export const RecordedSale = z.object({
  id: z.uuid(),
  channel: z.enum(['till', 'api']),
  receiptNo: z.string(),
  /** The day in the shop's time zone on which the customer paid. */
  businessDate: z.iso.date(),
  soldAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  subtotalMinor: z.number().int(),
  discountMinor: z.number().int(),
  totalMinor: z.number().int(),
  taxMinor: z.number().int(),
  taxMethod: TaxMethodName,
  lines: z.array(
    z.object({
      productId: z.uuid(),
      name: z.string(),
      unit: z.string(),
      quantityMilli: z.number().int(),
      unitPriceMinor: z.number().int(),
      discountMinor: z.number().int(),
      cartDiscountMinor: z.number().int(),
      totalMinor: z.number().int(),
      taxClass: z.enum(TAX_CLASSES),
      taxRatePpm: z.number().int(),
      taxMinor: z.number().int(),
    }),
  ),
  payments: z.array(
    z.object({
      tender: z.enum(TENDERS),
      amountMinor: z.number().int(),
      tenderedMinor: z.number().int(),
      reference: z.string().nullable(),
    }),
  ),
})
export type RecordedSale = z.output<typeof RecordedSale>
