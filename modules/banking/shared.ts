import { z } from 'zod'
import {
  AccountCode,
  Day,
  Id,
  line,
  MAX_ENTRY_MINOR,
  maybe,
  maybeLine,
} from '#modules/bookkeeping/shared.ts'
import { Layout } from './shared-layout.ts'

/** The browser door of banking: what its forms must hold, and how a bank's file is read. */
export * from './shared-layout.ts'

export const MAX_FILE_BYTES = 5_000_000
/** Some years of a busy account. */
export const MAX_FILE_ROWS = 20_000
/** The most that stands on an account. */
const MAX_BALANCE_MINOR = 1_000_000_000_000

/** A balance as people type it: `1,234`, `NT$45`, full-width digits; overdrawn with a minus. */
export const TypedBalance = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const plain = typed
      .normalize('NFKC')
      .replace(/NT\$|[\s,$元]/gi, '')
      .replace(/[−－]/g, '-')
    if (/^-?\d{1,13}$/.test(plain)) return Number(plain)
    context.addIssue({ code: 'custom', message: 'banking.not_a_balance' })
    return z.NEVER
  })
  .pipe(z.number().min(-MAX_BALANCE_MINOR).max(MAX_BALANCE_MINOR))

const LastDigits = z
  .string()
  .max(40)
  .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
  .refine((digits) => /^\d{5}$/.test(digits), 'banking.five_digits')

/** An account at a bank. */
export const BankAccountForm = z.object({
  id: Id,
  name: line(60),
  lastDigits: LastDigits,
  /** Where it stands in the books; empty makes an account of its own. */
  accountCode: maybe(AccountCode),
  /** The end of this day had the opening balance; statements begin on the next. */
  openingOn: Day,
  openingMinor: TypedBalance,
})
export type BankAccountForm = z.output<typeof BankAccountForm>

/** The columns that somebody chose for a file. */
export const ChosenColumns = Layout.pick({ signs: true }).extend(Layout.shape.columns.shape)
export type ChosenColumns = z.output<typeof ChosenColumns>

/** One posting of the books: its entry and its place there, as `entry:position`. */
export const PostingRef = z
  .string()
  .max(60)
  .transform((text, context) => {
    const [entryId, position] = text.toLowerCase().split(':')
    const ref = z
      .object({ entryId: Id, position: z.coerce.number().int().min(0).max(1000) })
      .safeParse({ entryId, position })
    if (ref.success) return ref.data
    context.addIssue({ code: 'custom', message: 'field.wrong' })
    return z.NEVER
  })
export type PostingRef = z.output<typeof PostingRef>

/** A posting as a form sends it back: see `PostingRef`. */
export const refText = ({ entryId, position }: PostingRef): string => `${entryId}:${position}`

/** The most postings that make one line, and the most lines that are matched in one press. */
export const MAX_TOGETHER = 50

/** What a line was that the books did not have. */
export const LineEntryForm = z.object({
  /** Made by the page, so that pressing twice books once. */
  entryId: Id,
  accountCode: AccountCode,
  memo: maybeLine(200).default(''),
  costCentreId: maybe(Id),
  /** The rule that said so. */
  ruleId: maybe(Id),
})
export type LineEntryForm = z.output<typeof LineEntryForm>

/** A card company's fee is never more of what was sold: 3.5 %, above what any of them asks. */
export const MAX_FEE_PPM = 35_000

/** Cards or mobile payments of some days, which came in one sum. */
export const SettlementForm = z.object({
  entryId: Id,
  code: AccountCode,
  from: Day,
  to: Day,
})
export type SettlementForm = z.output<typeof SettlementForm>

export const RuleForm = z.object({
  id: Id,
  bankAccountId: maybe(Id),
  contains: line(60),
  direction: z.enum(['in', 'out']),
  accountCode: AccountCode,
  costCentreId: maybe(Id),
  memo: maybeLine(200).default(''),
})
export type RuleForm = z.output<typeof RuleForm>

/** On this day the bank said so much. */
export const CheckForm = z.object({ id: Id, through: Day, statementMinor: TypedBalance })
export type CheckForm = z.output<typeof CheckForm>

/** The largest amount of one line. */
export const MAX_LINE_MINOR = MAX_ENTRY_MINOR
