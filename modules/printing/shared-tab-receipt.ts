import type { ReceiptDocument } from './shared-document.ts'
import {
  formatReceiptTime,
  headingLines,
  type ReceiptShop,
  type ReceiptTranslate,
} from './shared-sale-receipt.ts'

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
  return {
    version: 1,
    kind: 'receipt',
    language: options.language,
    heading: { shopName: shop.name, lines: headingLines(shop, t) },
    title: t('receipt:tab.title'),
    meta: {
      receiptNo: payment.receiptNo,
      issuedAt: new Date(payment.paidAt).toISOString(),
      issuedAtText: formatReceiptTime(payment.paidAt, { ...shop, ...options }),
      tillName: payment.tillName,
      rows: [
        ...(payment.customerName
          ? [{ label: t('receipt:customer'), value: payment.customerName }]
          : []),
        ...(payment.cashierName
          ? [{ label: t('receipt:cashier'), value: payment.cashierName }]
          : []),
      ],
      isReprint: false,
    },
    items: [],
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
    codes: [],
    footer: [
      ...(shop.isInvoiceUser ? [] : [t('receipt:not_an_invoice')]),
      ...(shop.footer ?? t('receipt:thanks')).split('\n').filter((line) => line.trim() !== ''),
    ],
  }
}
