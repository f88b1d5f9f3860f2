import { z } from 'zod'
import { line, lines, optionalLine, VOUCHERS } from './shared-supplier.ts'
import { Day, readAmount, readQuantity, TypedAmount } from './shared-typed.ts'

/** One paper holds so many lines. */
export const MAX_LINES = 100

/** A line as a form of goods sends it. Amounts in whole NT$, quantities in thousandths. */
export interface PurchaseLine {
  productId: string
  /** The unit that the quantity is of: the product's own, or one that it is bought in. */
  unit: string
  unitMilli: number
  /** For all of it, as it stands on the slip. */
  typedMinor: number
  /** The line of the order that it came for; null for goods that were not ordered. */
  orderLineNo: number | null
  /** Until when it keeps, `YYYY-MM-DD`; null where nobody noted it. */
  expiresOn: string | null
}

/** The order that goods came for. */
export interface PurchaseOrderInput {
  id: string
  /** How many receipts of it whoever fills in the form had seen. */
  shownReceipts: number
  /** More came than was still to come, and it is so. */
  confirmsOver: boolean
}

/** How money for goods goes: at once, later, or when a bill has come. */
export const PAYS = ['cash', 'bank', 'owed', 'bill_later'] as const
export type Pays = (typeof PAYS)[number]

const YesNo = z.enum(['yes', 'no']).transform((answer) => answer === 'yes')

/** Lines travel as columns: the first product, its unit, its quantity and so on. */
export const LineColumns = z.object({
  productId: z.array(z.uuid(), 'buying.no_lines').min(1, 'buying.no_lines').max(MAX_LINES),
  unit: z.array(line(20)).max(MAX_LINES),
  quantity: z.array(z.string().max(40)).max(MAX_LINES),
  amount: z.array(z.string().max(40)).max(MAX_LINES),
})

/** The line of an order as a column: empty for goods that were not ordered. */
const OrderLineNo = z.union([
  z.literal('').transform(() => null),
  z.coerce.number().int().min(1).max(MAX_LINES),
])

/** Puts the columns of lines together again; the first that can't be read is said. */
function readLines(
  columns: z.output<typeof LineColumns> & {
    orderLine: (number | null)[]
    expiresOn: (string | null)[]
  },
  context: z.RefinementCtx,
): PurchaseLine[] {
  const wrong = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  return columns.productId.map((productId, index) => {
    const unitMilli = readQuantity(columns.quantity[index] ?? '')
    const typedMinor = readAmount(columns.amount[index] ?? '')
    if (unitMilli === undefined) wrong('quantity', 'buying.bad_quantity')
    if (typeof typedMinor !== 'number') wrong('amount', 'buying.bad_amount')
    const unit = columns.unit[index] ?? ''
    return {
      productId,
      unit,
      unitMilli: unitMilli ?? 0,
      typedMinor: typedMinor ?? 0,
      orderLineNo: columns.orderLine[index] ?? null,
      expiresOn: columns.expiresOn[index] ?? null,
    }
  })
}

/** 統一發票 number as printed or typed: two letters and eight digits. Empty is null. */
export const InvoiceNo = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase())
  .refine((typed) => typed === '' || /^[A-Z]{2}\d{8}$/.test(typed), 'buying.bad_invoice_no')
  .transform((typed) => (typed === '' ? null : typed))

/** The voucher that came along, as a form sends it. */
export const VoucherFields = {
  voucher: z.enum(VOUCHERS).default('none'),
  invoiceNo: InvoiceNo.default(null),
  pricesIncludeTax: YesNo.default(true),
  /** The tax as the invoice states it; null takes the sum. */
  tax: TypedAmount.default(null),
}

const PurchaseFields = z.object({
  id: z.uuid(),
  supplierId: z.uuid('buying.no_supplier'),
  receivedOn: Day,
  slipNo: optionalLine(40).default(null),
  note: lines(1000).default(''),
  freight: TypedAmount.default(null),
  pays: z.enum(PAYS, 'buying.no_payment'),
  orderId: z.uuid().optional(),
  shownReceipts: z.coerce.number().int().min(0).max(100_000).default(0),
  confirmsOver: z.literal('yes').optional(),
  orderLine: z.array(OrderLineNo).max(MAX_LINES).default([]),
  expiresOn: z
    .array(z.union([z.literal('').transform(() => null), Day]))
    .max(MAX_LINES)
    .default([]),
  ...VoucherFields,
  ...LineColumns.shape,
})

/** Goods that came in, with what is paid and on which voucher, in one form. */
export const PurchaseForm = PurchaseFields.transform((form, context) => {
  const { productId, unit, quantity, amount, orderLine, expiresOn, freight, tax, ...more } = form
  const { orderId, shownReceipts, confirmsOver, ...rest } = more
  const order: PurchaseOrderInput | null =
    orderId === undefined
      ? null
      : { id: orderId, shownReceipts, confirmsOver: confirmsOver === 'yes' }
  return {
    ...rest,
    order,
    freightMinor: freight ?? 0,
    taxMinor: tax ?? undefined,
    lines: readLines({ productId, unit, quantity, amount, orderLine, expiresOn }, context),
  }
})
export type PurchaseInput = z.output<typeof PurchaseForm>
