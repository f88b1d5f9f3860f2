import { z } from 'zod'

/** What a column of a statement says. */
export const COLUMN_ROLES = [
  'day',
  'text',
  'out',
  'in',
  'amount',
  'direction',
  'balance',
  'note',
  'counterpart',
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** The most columns of a file that are looked at. */
export const MAX_COLUMNS = 40

const Column = z.coerce
  .number()
  .int()
  .min(0)
  .max(MAX_COLUMNS - 1)
const maybeColumn = z.union([z.literal('').transform(() => undefined), Column]).optional()

/** Which column says what; columns count from 0. */
export const Columns = z.object({
  day: maybeColumn,
  text: maybeColumn,
  out: maybeColumn,
  in: maybeColumn,
  amount: maybeColumn,
  direction: maybeColumn,
  balance: maybeColumn,
  note: maybeColumn,
  counterpart: maybeColumn,
})
export type Columns = z.output<typeof Columns>

/** What a plain number means where one column holds what came in and what went out. */
export const SIGNS = ['plus_is_in', 'plus_is_out'] as const

/** How a bank's file is read: kept with the account, so that the next file needs no asking. */
export const Layout = z.object({
  /** The heads as they stand in the file; none where the file has no heads. */
  heads: z.array(z.string().max(200)).max(MAX_COLUMNS),
  columns: Columns,
  signs: z.enum(SIGNS).default('plus_is_in'),
})
export type Layout = z.output<typeof Layout>

/** Whether a layout says enough to read a line: a day, and money in one way or the other. */
export const isReadable = ({ columns }: Layout): boolean =>
  columns.day !== undefined &&
  (columns.amount !== undefined || columns.in !== undefined || columns.out !== undefined)
