import { z } from 'zod'
import { ACCOUNT_KINDS, type AccountName } from './shared-accounts.ts'

/** One side of an entry: a debit is positive, a credit negative, in whole NT$. */
export interface NamedPosting {
  account: AccountName
  amountMinor: number
}

/** The same, or on an account by its code: also on one that only this shop has. */
export type PostingInput = NamedPosting | { code: string; amountMinor: number }

/** The largest amount on one side of an entry: NT$1,000 million, past any village shop. */
export const MAX_ENTRY_MINOR = 1_000_000_000
/** The most sides of one entry by hand. */
export const MAX_SIDES = 100

// PostgreSQL refuses NUL in text, and no name has a control character on purpose.
const NO_CONTROLS = /^[^\p{Cc}\p{Cs}]*$/u
/** One line that must say something. */
export const line = (maximum: number) =>
  z.string().trim().min(1).max(maximum).regex(NO_CONTROLS, 'field.control')
/** One line that may stay empty. */
export const maybeLine = (maximum: number) =>
  z.string().trim().max(maximum).regex(NO_CONTROLS, 'field.control')
/** PostgreSQL tells ids in small letters, and ids are compared as texts. */
export const Id = z.uuid().toLowerCase()
/** What a form sends where nothing was chosen. */
export const maybe = <Shape extends z.ZodType>(shape: Shape) =>
  z.union([z.literal('').transform(() => undefined), shape]).optional()

/** The first and last day that books are kept for; the first is 民國元年. */
export const Day = z.iso
  .date('bookkeeping.bad_day')
  .refine((day) => day >= '1912-01-01' && day <= '2199-12-31', 'bookkeeping.bad_day')

/** Whole NT$ as people type them: `1,234`, `NT$45`, full-width digits, a minus before or after. */
export const TypedAmount = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const plain = typed
      .normalize('NFKC')
      .replace(/NT\$|[\s,$]/gi, '')
      .replace(/[−－]/g, '-')
    if (/^-?\d{1,12}$/.test(plain)) return Number(plain)
    context.addIssue({ code: 'custom', message: 'bookkeeping.not_an_amount' })
    return z.NEVER
  })
  .pipe(z.number().min(-MAX_ENTRY_MINOR).max(MAX_ENTRY_MINOR))

export const AccountCode = z.string().regex(/^\d{4,8}$/, 'bookkeeping.bad_code')

/** An account that a shop adds or renames. */
export const AccountInput = z.strictObject({
  code: AccountCode,
  kind: z.enum(ACCOUNT_KINDS),
  name: line(60),
  nameEn: maybeLine(60).default(''),
  /** Money lies on it, e.g. a bank account: it is offered where somebody pays. */
  holdsMoney: z.boolean().default(false),
})
export type AccountInput = z.output<typeof AccountInput>

export const CostCentreInput = z.strictObject({ id: Id, name: line(60) })
export type CostCentreInput = z.output<typeof CostCentreInput>

/** Why somebody books behind a soft lock; who may do so is asked at the edge. */
export const ExceptionReason = line(300)

/** An entry by hand. Amounts are debits when positive and credits when negative. */
export const JournalInput = z.strictObject({
  id: Id,
  postedOn: Day,
  memo: maybeLine(200).default(''),
  costCentreId: Id.optional(),
  postings: z
    .array(
      z.strictObject({
        code: AccountCode,
        amountMinor: z.number().int().min(-MAX_ENTRY_MINOR).max(MAX_ENTRY_MINOR),
      }),
    )
    .min(2, 'bookkeeping.two_sides')
    .max(MAX_SIDES),
})
export type JournalInput = z.output<typeof JournalInput>

/** What stood on the accounts on a day, as people say it: what one has and what one owes are positive. */
export const OpeningInput = z.strictObject({
  id: Id,
  day: Day,
  balances: z
    .array(
      z.strictObject({
        code: AccountCode,
        amountMinor: z.number().int().min(-MAX_ENTRY_MINOR).max(MAX_ENTRY_MINOR),
      }),
    )
    .max(MAX_SIDES),
})
export type OpeningInput = z.output<typeof OpeningInput>

export const LockInput = z.strictObject({
  kind: z.enum(['soft', 'hard']),
  /** The last day that is closed. */
  through: Day,
  note: maybeLine(300).default(''),
})
export type LockInput = z.output<typeof LockInput>
