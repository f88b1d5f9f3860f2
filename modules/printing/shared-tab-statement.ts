import type { ReceiptDocument } from './shared-document.ts'
import { formatDay, type ReceiptShop, type ReceiptTranslate, startPaper } from './shared-paper.ts'

/** A customer's tab as its paper tells it. Whole NT$; what they took is positive. */
export type TabToTell = {
  customerName: string
  at: Date | string
  /** The oldest first. */
  entries: readonly {
    /** A key below `receipt:statement.kind`. */
    kind: 'sale' | 'refund' | 'payment' | 'undone'
    occurredAt: Date | string
    amountMinor: number
  }[]
  /** What was owed before the first of them. */
  owedBeforeMinor: number
  /** What is owed now; negative is credit. */
  owesMinor: number
}

/** A paper has room for so many; what is older is in what was owed before. */
export const STATEMENT_ENTRIES = 100

/**
 * Writes what a customer took and paid (對帳單), in one language. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildTabStatement(
  tab: TabToTell,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const paper = {
    kind: 'tab_statement' as const,
    title: t('receipt:statement.title'),
    receiptNo: '',
    at: tab.at,
    tillName: '',
    rows: tab.customerName ? [{ label: t('receipt:customer'), value: tab.customerName }] : [],
  }
  const before = { label: t('receipt:tab.before'), amountMinor: tab.owedBeforeMinor }
  return {
    ...startPaper(paper, shop, t, options),
    sections: [
      {
        rows: [
          ...(tab.owedBeforeMinor === 0 ? [] : [before]),
          ...tab.entries.map((entry) => ({
            label: `${formatDay(entry.occurredAt, { ...shop, ...options })} ${t(`receipt:statement.kind.${entry.kind}`)}`,
            amountMinor: entry.amountMinor,
          })),
        ],
      },
    ],
    totals: {
      label: t(tab.owesMinor < 0 ? 'receipt:statement.credit' : 'receipt:tab.after'),
      totalMinor: Math.abs(tab.owesMinor),
      taxLines: [],
    },
    footer: [t('receipt:statement.ask')],
  }
}
