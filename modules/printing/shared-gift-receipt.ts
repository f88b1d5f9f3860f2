import type { ReceiptDocument } from './shared-document.ts'
import {
  closingLines,
  formatQuantity,
  type ReceiptShop,
  type ReceiptTranslate,
  startPaper,
} from './shared-paper.ts'
import type { ReceiptSale } from './shared-sale-receipt.ts'

/**
 * Writes the paper that goes along with a present: what it is and where it came from, so that it
 * can be exchanged, and not what it cost. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildGiftReceipt(
  sale: Pick<ReceiptSale, 'receiptNo' | 'soldAt' | 'tillName' | 'lines' | 'isReprint'>,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const paper = {
    ...sale,
    kind: 'gift_receipt' as const,
    title: t('receipt:gift.title'),
    at: sale.soldAt,
    rows: [],
  }
  return {
    ...startPaper(paper, shop, t, options),
    items: sale.lines.map((line) => ({
      name: line.name,
      detail: `× ${formatQuantity(line.quantityMilli)} ${line.unitLabel}`,
    })),
    footer: [t('receipt:gift.exchange'), ...closingLines(shop, t)],
  }
}
