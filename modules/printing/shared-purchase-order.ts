import type { ReceiptDocument } from './shared-document.ts'
import {
  formatQuantity,
  type ReceiptShop,
  type ReceiptTranslate,
  startPaper,
} from './shared-paper.ts'

/** An order as whoever delivers it reads it. Quantity in thousandths of its unit. */
export type PurchaseOrderToTell = {
  orderNo: string
  at: Date | string
  supplierName: string
  /** The day on which it should come, as people say it. */
  expected?: string | undefined
  lines: readonly { name: string; unitLabel: string; unitMilli: number }[]
  note: string
}

/**
 * Writes an order for a supplier as the shop's receipt printer prints it: what and how many, large,
 * and no prices. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildPurchaseOrder(
  order: PurchaseOrderToTell,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const paper = {
    kind: 'order_ticket' as const,
    title: t('receipt:purchase_order.title'),
    receiptNo: order.orderNo,
    at: order.at,
    tillName: '',
    rows: [
      { label: t('receipt:purchase_order.supplier'), value: order.supplierName },
      ...(order.expected
        ? [{ label: t('receipt:purchase_order.expected'), value: order.expected }]
        : []),
    ],
  }
  return {
    ...startPaper(paper, shop, t, options),
    items: order.lines.map((line) => ({
      name: line.name,
      quantity: `${formatQuantity(line.unitMilli)} ${line.unitLabel}`,
    })),
    footer: order.note
      .split('\n')
      .filter((text) => text.trim() !== '')
      .slice(0, 10),
  }
}
