import type { ReceiptDocument } from './shared-document.ts'
import {
  closingLines,
  type ReceiptShop,
  type ReceiptTranslate,
  startPaper,
} from './shared-paper.ts'

/** A payment of a tab as its paper tells it. Money in whole NT$; what is owed may be credit. */
export type TabPaymentToTell = {
  receiptNo: string
  paidAt: Date | string
  customerName: string
  cashierName: string
  tillName: string
  /** A key below `receipt:tender`. */
  tender: string
  amountMinor: number
  tenderedMinor: number
  owedBeforeMinor: number
}

/**
 * Writes the receipt of a tab that was paid off, or a part of it (收賒帳), in one language. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildTabReceipt(
  payment: TabPaymentToTell,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const { amountMinor, tenderedMinor, owedBeforeMinor } = payment
  const changeMinor = tenderedMinor - amountMinor
  const paper = {
    kind: 'receipt' as const,
    title: t('receipt:tab.title'),
    receiptNo: payment.receiptNo,
    at: payment.paidAt,
    tillName: payment.tillName,
    rows: [
      ...(payment.customerName
        ? [{ label: t('receipt:customer'), value: payment.customerName }]
        : []),
      ...(payment.cashierName && shop.showCashier !== false
        ? [{ label: t('receipt:cashier'), value: payment.cashierName }]
        : []),
    ],
  }
  return {
    ...startPaper(paper, shop, t, options),
    adjustments: [
      { label: t('receipt:tab.before'), amountMinor: owedBeforeMinor },
      { label: t('receipt:tab.paid'), amountMinor: -amountMinor },
    ],
    totals: {
      label: t('receipt:tab.after'),
      totalMinor: owedBeforeMinor - amountMinor,
      taxLines: [],
    },
    payments: [{ label: t(`receipt:tender.${payment.tender}`), amountMinor: tenderedMinor }],
    ...(changeMinor > 0 && { change: { label: t('receipt:change'), amountMinor: changeMinor } }),
    footer: closingLines(shop, t),
  }
}
