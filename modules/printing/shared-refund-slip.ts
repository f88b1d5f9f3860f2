import type { ReceiptDocument } from './shared-document.ts'
import {
  formatQuantity,
  type ReceiptShop,
  type ReceiptTranslate,
  startPaper,
} from './shared-paper.ts'

/** A refund as its paper tells it. Money in whole NT$, quantity in thousandths of the unit. */
export type RefundToTell = {
  kind: 'refund' | 'void'
  receiptNo: string
  /** The number of the sale whose goods came back. */
  saleReceiptNo: string
  refundedAt: Date | string
  cashierName: string
  tillName: string
  /** A key below `receipt:refund.reason`. */
  reason: string
  lines: readonly {
    name: string
    unitLabel: string
    quantityMilli: number
    amountMinor: number
  }[]
  totalMinor: number
  taxMinor: number
  payments: readonly { tender: string; amountMinor: number }[]
  isReprint: boolean
}

/**
 * Writes the slip of a refund (退貨單) in one language, the same words on till and server. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildRefundSlip(
  refund: RefundToTell,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const paper = {
    kind: 'refund_slip' as const,
    title: t(`receipt:refund.title_${refund.kind}`),
    receiptNo: refund.receiptNo,
    at: refund.refundedAt,
    tillName: refund.tillName,
    rows: [
      { label: t('receipt:refund.sale_no'), value: refund.saleReceiptNo },
      { label: t('receipt:refund.why'), value: t(`receipt:refund.reason.${refund.reason}`) },
      ...(refund.cashierName && shop.showCashier !== false
        ? [{ label: t('receipt:cashier'), value: refund.cashierName }]
        : []),
    ],
    isReprint: refund.isReprint,
  }
  return {
    ...startPaper(paper, shop, t, options),
    items: refund.lines.map((line) => ({
      name: line.name,
      detail: t('receipt:refund.quantity', {
        quantity: formatQuantity(line.quantityMilli),
        unit: line.unitLabel,
      }),
      amountMinor: line.amountMinor,
    })),
    totals: {
      label: t('receipt:refund.total'),
      totalMinor: refund.totalMinor,
      taxLines: shop.isInvoiceUser
        ? [{ label: t('receipt:tax_included'), amountMinor: refund.taxMinor }]
        : [],
    },
    payments: refund.payments.map((part) => ({
      label: t(`receipt:refund.tender.${part.tender}`),
      amountMinor: part.amountMinor,
    })),
    footer: [
      ...(shop.isInvoiceUser ? [] : [t('receipt:not_an_invoice')]),
      t('receipt:refund.signature'),
    ],
  }
}
