import { z } from 'zod'
import { MAX_LINES, VoucherFields } from './shared-purchase.ts'
import { lines } from './shared-supplier.ts'
import { Day, readAmount, TypedAmount } from './shared-typed.ts'

/** Goods that a bill asks money for, or that a credit gives it back for. */
export interface BilledLine {
  receiptId: string
  lineNo: number
  /** As the bill says for all of it, above zero for goods that went back too. */
  typedMinor: number
}

const Key = z
  .string()
  .max(60)
  .transform((text, context) => {
    const [receiptId = '', lineNo = ''] = text.split(':')
    if (z.uuid().safeParse(receiptId).success && /^\d{1,3}$/.test(lineNo)) {
      return { receiptId, lineNo: Number(lineNo) }
    }
    context.addIssue({ code: 'custom', message: 'field.wrong' })
    return z.NEVER
  })

/**
 * A supplier's bill, or their credit note, as its form sends it. Goods travel as `receipt:line`, with
 * what the bill says for each under `amount:<receipt>:<line>`.
 */
export const BillForm = z
  .looseObject({
    id: z.uuid(),
    supplierId: z.uuid('buying.no_supplier'),
    billedOn: Day,
    dueOn: z.union([z.literal('').transform(() => null), Day]).default(null),
    note: lines(1000).default(''),
    freight: TypedAmount.default(null),
    /** Freight is a part of what the goods cost; else it is a cost of the shop. */
    freightLands: z.literal('yes').optional(),
    line: z.array(Key).max(MAX_LINES).default([]),
    /** Receipts whose goods carry the freight, for a bill of nothing else. */
    landOn: z.array(z.uuid()).max(20).default([]),
    ...VoucherFields,
  })
  .transform((form, context) => {
    const read = form.line.map(({ receiptId, lineNo }): BilledLine => {
      const typed = form[`amount:${receiptId}:${lineNo}`]
      const typedMinor = readAmount(typeof typed === 'string' ? typed : '')
      if (typeof typedMinor !== 'number') {
        context.addIssue({ code: 'custom', path: ['amount'], message: 'buying.bad_amount' })
      }
      return { receiptId, lineNo, typedMinor: typedMinor ?? 0 }
    })
    const { id, supplierId, billedOn, dueOn, note, voucher, invoiceNo, pricesIncludeTax } = form
    return {
      id,
      supplierId,
      billedOn,
      dueOn,
      note,
      voucher,
      invoiceNo,
      pricesIncludeTax,
      taxMinor: form.tax ?? undefined,
      freightMinor: form.freight ?? 0,
      freightLands: form.freightLands === 'yes',
      landOn: form.landOn,
      lines: read,
    }
  })
export type BillInput = z.output<typeof BillForm>

/** Money for a supplier as its form sends it. */
export const PaymentForm = z.object({
  id: z.uuid(),
  supplierId: z.uuid('buying.no_supplier'),
  paidOn: Day,
  account: z.enum(['cash', 'bank', 'till']),
  /** The till's payment out of its drawer that this one was, for `till`. */
  cashMoveId: z.union([z.literal('').transform(() => undefined), z.uuid()]).optional(),
  amount: TypedAmount.default(null),
  note: lines(300).default(''),
  /** Bills that it is for, paid in the order in which they are due. */
  bill: z.array(z.uuid()).max(MAX_LINES).default([]),
  /** Credits and advances that are used up first. */
  credit: z.array(z.uuid()).max(MAX_LINES).default([]),
  advance: z.array(z.uuid()).max(MAX_LINES).default([]),
})
export type PaymentInput = z.output<typeof PaymentForm>
