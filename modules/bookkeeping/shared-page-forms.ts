import { z } from 'zod'
import { ACCOUNT_KINDS } from './shared-accounts.ts'
import {
  AccountCode,
  Day,
  ExceptionReason,
  Id,
  type JournalInput,
  line,
  MAX_SIDES,
  maybe,
  maybeLine,
  type OpeningInput,
  TypedAmount,
} from './shared-forms.ts'
import {
  DIRECTIONS,
  InvoiceNo,
  type MoneyInput,
  type RecurringInput,
  SellerTaxId,
  type SlipInvoice,
} from './shared-money.ts'

/** The flat fields of the pages of the books, and how they become what the commands take. */

const on = z.literal('on').optional()
/** An amount, or nothing at all. */
const MaybeAmount = z.union([z.literal('').transform(() => 0), TypedAmount])
/** One field or several of the same name. */
const list = <Shape extends z.ZodType>(shape: Shape) => z.array(shape).max(MAX_SIDES).default([])

/** The page of one account. A code that is being chosen has a name of its own: the address has the other. */
export const AccountForm = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('save'),
    code: z.string(),
    newCode: AccountCode.optional(),
    kind: z.enum(ACCOUNT_KINDS),
    name: line(60),
    nameEn: maybeLine(60),
    holdsMoney: on,
  }),
  z.strictObject({ intent: z.literal('archive'), code: AccountCode }),
  z.strictObject({ intent: z.literal('restore'), code: AccountCode }),
])
export type AccountForm = z.output<typeof AccountForm>

export const CostCentreForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('save'), id: Id, name: line(60) }),
  z.strictObject({ intent: z.literal('archive'), id: Id }),
])
export type CostCentreForm = z.output<typeof CostCentreForm>

/** Closing days, opening them again from a day on, and noting that a return was filed. */
export const LocksForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('close'), through: Day, note: maybeLine(300) }),
  z.strictObject({ intent: z.literal('open'), from: Day, note: maybeLine(300) }),
  z.strictObject({ intent: z.literal('file'), through: Day, note: maybeLine(300) }),
])
export type LocksForm = z.output<typeof LocksForm>

/** Opening balances: amounts stand in the order of their codes. */
export const OpeningForm = z
  .strictObject({
    id: Id,
    day: Day,
    code: list(AccountCode),
    amount: list(MaybeAmount),
    exceptionReason: maybe(ExceptionReason),
  })
  .transform(({ id, day, code, amount, exceptionReason }) => {
    const balances = code.map((each, index) => ({ code: each, amountMinor: amount[index] ?? 0 }))
    return { input: { id, day, balances } satisfies OpeningInput, exceptionReason }
  })

/** An entry by hand: a line has an account and an amount on one of its sides. */
export const JournalForm = z
  .strictObject({
    id: Id,
    postedOn: Day,
    memo: maybeLine(200),
    costCentreId: maybe(Id),
    code: list(z.union([z.literal(''), AccountCode])),
    debit: list(MaybeAmount),
    credit: list(MaybeAmount),
    exceptionReason: maybe(ExceptionReason),
  })
  .transform(({ code, debit, credit, exceptionReason, ...head }, context) => {
    const lines = code.map((each, index) => ({
      code: each,
      amountMinor: (debit[index] ?? 0) - (credit[index] ?? 0),
    }))
    const postings = lines.filter((each) => each.amountMinor !== 0)
    if (postings.some((each) => each.code === '')) {
      context.addIssue({ code: 'custom', path: ['code'], message: 'bookkeeping.account_needed' })
      return z.NEVER
    }
    if (postings.length < 2) {
      context.addIssue({ code: 'custom', path: ['code'], message: 'bookkeeping.two_sides' })
      return z.NEVER
    }
    return { input: { ...head, postings } satisfies JournalInput, exceptionReason }
  })

const ToAccount = z.union([z.literal('').transform(() => undefined), AccountCode]).optional()

const moneyFields = {
  amount: TypedAmount.pipe(z.number().min(1, 'bookkeeping.amount_needed')),
  /** One of the usual ones, or nothing when it is among the others. */
  purposeCode: ToAccount,
  otherCode: ToAccount,
  moneyCode: AccountCode,
  note: maybeLine(200),
  costCentreId: maybe(Id),
}

const purposeOf = (
  { purposeCode, otherCode }: { purposeCode?: string | undefined; otherCode?: string | undefined },
  context: z.RefinementCtx,
): string => {
  const code = purposeCode ?? otherCode
  if (code !== undefined) return code
  context.addIssue({ code: 'custom', path: ['purposeCode'], message: 'bookkeeping.purpose_needed' })
  return z.NEVER
}

/** I paid, I received, I moved: with the photograph that may come along. */
export const MoneyForm = z
  .object({
    ...moneyFields,
    id: Id,
    direction: z.enum(DIRECTIONS),
    day: Day,
    fee: MaybeAmount.default(0),
    invoiceNo: z.string().max(40).default(''),
    sellerTaxId: z.string().max(40).default(''),
    tax: MaybeAmount.default(0),
    isDeductible: on,
    photo: z.instanceof(File).optional(),
    exceptionReason: maybe(ExceptionReason),
  })
  .transform((form, context) => {
    const { id, direction, day, note, costCentreId, moneyCode, photo, exceptionReason } = form
    const invoice = invoiceOf(form, context)
    const input: MoneyInput = {
      id,
      direction,
      day,
      amountMinor: form.amount,
      purposeCode: purposeOf(form, context),
      moneyCode,
      feeMinor: Math.max(form.fee, 0),
      note,
      ...(costCentreId !== undefined && { costCentreId }),
      ...(invoice && { invoice }),
    }
    if (input.feeMinor >= input.amountMinor)
      context.addIssue({ code: 'custom', path: ['fee'], message: 'bookkeeping.fee_too_large' })
    return { input, photo, exceptionReason }
  })

/** No number means that there was no invoice. */
function invoiceOf(
  form: {
    invoiceNo: string
    sellerTaxId: string
    tax: number
    isDeductible?: 'on' | undefined
  },
  context: z.RefinementCtx,
): SlipInvoice | undefined {
  if (form.invoiceNo.trim() === '') return undefined
  const invoiceNo = InvoiceNo.safeParse(form.invoiceNo)
  const sellerTaxId = SellerTaxId.safeParse(form.sellerTaxId)
  if (!invoiceNo.success)
    context.addIssue({
      code: 'custom',
      path: ['invoiceNo'],
      message: 'bookkeeping.bad_invoice_no',
    })
  if (!sellerTaxId.success)
    context.addIssue({
      code: 'custom',
      path: ['sellerTaxId'],
      message: 'bookkeeping.bad_seller_tax_id',
    })
  if (!invoiceNo.success || !sellerTaxId.success) return undefined
  return {
    invoiceNo: invoiceNo.data,
    sellerTaxId: sellerTaxId.data,
    taxMinor: Math.max(form.tax, 0),
    isDeductible: form.isDeductible === 'on',
  }
}

const DayOfMonth = z.coerce.number().int().min(1).max(31)

/** Something monthly, and what is done with its turns. */
export const RecurringForm = z.discriminatedUnion('intent', [
  z
    .strictObject({
      ...moneyFields,
      intent: z.literal('save'),
      id: Id,
      direction: z.enum(['paid', 'received']),
      dayOfMonth: DayOfMonth,
      startsOn: Day,
      booksItself: on,
    })
    .transform((form, context) => {
      const { costCentreId, amount, otherCode: _, purposeCode: __, booksItself, ...rest } = form
      const input: RecurringInput & { intent: 'save' } = {
        ...rest,
        amountMinor: amount,
        purposeCode: purposeOf(form, context),
        booksItself: booksItself === 'on',
        ...(costCentreId !== undefined && { costCentreId }),
      }
      return input
    }),
  z.strictObject({ intent: z.literal('stop'), id: Id }),
])
export type RecurringForm = z.output<typeof RecurringForm>

/** One turn of something monthly. */
export const DueForm = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('book'),
    recurringId: Id,
    dueOn: Day,
    amount: TypedAmount.pipe(z.number().min(1, 'bookkeeping.amount_needed')),
    exceptionReason: maybe(ExceptionReason),
  }),
  z.strictObject({ intent: z.literal('skip'), recurringId: Id, dueOn: Day }),
])
export type DueForm = z.output<typeof DueForm>

/** Undoing, from the page of what is undone. */
export const UndoForm = z.strictObject({
  reason: maybeLine(200),
  /** Where the page asks for it. */
  postedOn: maybe(Day),
  exceptionReason: maybe(ExceptionReason),
})

const Year = z.coerce.number().int().min(1912).max(2199)

/** Closing a year, and taking that back. */
export const YearForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('close'), year: Year }),
  z.strictObject({ intent: z.literal('reopen'), year: Year, reason: line(200) }),
])
export type YearForm = z.output<typeof YearForm>
