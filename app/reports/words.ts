import type { i18n, TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Unit } from '#modules/inventory/shared.ts'
import type { Tender } from '#modules/pos/shared.ts'

/** The texts of reports. */
export type ReportText = TFunction<['today', 'books', 'common']>

/** The texts of reports in the reader's language, and which that is. */
export function useReportText(): { t: ReportText; i18n: i18n; language: string } {
  const { t, i18n } = useTranslation(['today', 'books', 'common'])
  return { t, i18n, language: i18n.language }
}

// The catalogue is asked and not the module's lists: those stand beside Zod, which no page needs.
const hasUnit = (i18n: i18n, unit: string): unit is Unit => i18n.exists(`common:unit.${unit}`)
const hasTender = (i18n: i18n, tender: string): tender is Tender =>
  i18n.exists(`common:tender.${tender}`)

/** Thousandths as a decimal: 1200 is `1.2`. */
export const formatQuantity = (milli: number): string =>
  (milli / 1000).toLocaleString('en-US', { maximumFractionDigits: 3 })

/** The name of a unit, or the unit itself where a shop wrote its own. */
export const unitWord = (i18n: i18n, unit: string): string =>
  hasUnit(i18n, unit) ? i18n.t(`common:unit.${unit}`) : unit

/** The name of a tender; an unknown one, from a newer till, is said as it came. */
export const tenderWord = (i18n: i18n, tender: string): string =>
  hasTender(i18n, tender) ? i18n.t(`common:tender.${tender}`) : tender

export type PartOfDay = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening'

/** How people say an hour from 0 to 23: 早上 11 點, 下午 5 點. */
export function hourWords(hour: number): { part: PartOfDay; hour: number } {
  const part =
    hour < 5
      ? 'night'
      : hour < 12
        ? 'morning'
        : hour === 12
          ? 'noon'
          : hour < 18
            ? 'afternoon'
            : 'evening'
  return { part, hour: hour % 12 === 0 ? 12 : hour % 12 }
}

const REASONS = [
  'price_changed',
  'total_mismatch',
  'product_deleted',
  'unknown_cashier',
  'clock_skew',
  'tax_changed',
  'stock_negative',
  'till_revoked',
  'hash_mismatch',
  'unknown_type',
  'schema_error',
  'cannot_book',
  'sale_exists',
  'unknown_product',
  'does_not_add_up',
  'unknown_sale',
  'over_refund',
  'refund_mismatch',
  'refund_exists',
  'approval_missing',
  'over_tab_limit',
  'unknown_customer',
  'tab_without_customer',
  'payment_exists',
  'unknown_payment',
  'exchange_mismatch',
  'fork',
  'device_journal_recovered',
  'device_journal_hole',
  'device_storage_lost',
  'device_clock_jump',
  'unreadable',
] as const

/** A reason of `pos` as a sentence; one that has none yet says at least its code. */
export function reasonSentence(t: ReportText, code: string): string {
  const known = REASONS.find((each) => each === code)
  return known ? t(`today:reason.${known}`) : t('today:reason.other', { code })
}

const ENTRY_KINDS = [
  'sale',
  'refund',
  'tab_payment',
  'opening_stock',
  'stock_correction',
  'waste',
  'own_use',
  'production',
  'goods_received',
  'supplier_bill',
  'supplier_credit',
  'supplier_payment',
  'tax_return',
  'goods_returned',
  'supplier_bill_undone',
  'supplier_payment_undone',
  'supplier_advance_used',
  'cash_move',
  'shift_close',
  'shift_correction',
  'manual',
  'reversal',
  'opening_balance',
  'money_paid',
  'money_received',
  'money_moved',
  'year_end_close',
  'year_end_reopen',
  'consignment_sale',
  'consignment_refund',
  'consignment_payment',
  'consignment_payment_undone',
] as const

/** What kind of entry stands in the journal, in a word. */
export function entryKindWord(t: ReportText, kind: string): string {
  const known = ENTRY_KINDS.find((each) => each === kind)
  return t(`books:kind.${known ?? 'other'}`)
}

/** The name of an account in the reader's language, where somebody gave it one. */
export const accountName = (
  account: { name: string; names: Record<string, string> },
  language: string,
): string => account.names[language] ?? account.name

/** The hours to chart: from the first to the last with sales, and never fewer than six. */
export function chartHours(
  hours: readonly { hour: number; totalMinor: number }[],
): { hour: number; totalMinor: number }[] {
  const sold = new Map(hours.map((each) => [each.hour, each.totalMinor]))
  const first = Math.min(...sold.keys())
  const last = Math.max(...sold.keys())
  const from = Math.max(0, Math.min(first, 23 - 5))
  const to = Math.max(last, from + 5)
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    hour: from + index,
    totalMinor: sold.get(from + index) ?? 0,
  }))
}

/** What a sale was of, in one line: the first name, and how many there are. */
export const saleWords = (t: ReportText, sale: { firstName: string; lineCount: number }): string =>
  sale.lineCount > 1
    ? t('today:whatMore', { name: sale.firstName, count: sale.lineCount })
    : sale.firstName
