import type { ReceiptDocument } from './shared-document.ts'
import {
  formatQuantity,
  type ReceiptShop,
  type ReceiptTranslate,
  startPaper,
} from './shared-paper.ts'

/** An order as whoever makes it reads it. Quantity in thousandths of the unit. */
export type OrderToTell = {
  /** What is called out, e.g. 12. */
  orderNo: string
  orderedAt: Date | string
  tillName: string
  customerName?: string | undefined
  lines: readonly {
    name: string
    unitLabel: string
    quantityMilli: number
    soldByWeight: boolean
    /** e.g. 不要辣. */
    note?: string | undefined
  }[]
  /** For the whole order, e.g. 外帶. */
  note?: string | undefined
  isReprint: boolean
}

/**
 * Writes the ticket for the kitchen or the counter: what and how many, large, and no prices. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildOrderTicket(
  order: OrderToTell,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const paper = {
    kind: 'order_ticket' as const,
    title: t('receipt:order.title'),
    receiptNo: order.orderNo,
    at: order.orderedAt,
    tillName: order.tillName,
    rows: order.customerName ? [{ label: t('receipt:customer'), value: order.customerName }] : [],
    isReprint: order.isReprint,
  }
  const { logo: _, ...start } = startPaper(paper, shop, t, options)
  return {
    ...start,
    items: order.lines.map((line) => ({
      name: line.name,
      quantity: line.soldByWeight
        ? `${formatQuantity(line.quantityMilli)} ${line.unitLabel}`
        : formatQuantity(line.quantityMilli),
      ...(line.note && { detail: line.note }),
    })),
    footer: order.note ? [order.note] : [],
  }
}
