import type { Bars, ReceiptDocument } from './shared-document.ts'
import { formatMoney } from './shared-figures.ts'
import { type ReceiptShop, type ReceiptTranslate, startPaper } from './shared-paper.ts'

/** A product as its label on the shelf tells it. Whole NT$. */
export type LabelToTell = {
  name: string
  priceMinor: number
  /** 個, 斤 …. */
  unitLabel: string
  /** e.g. 每 100 公克 12 元, where it helps to compare. */
  unitPrice?: string | undefined
  bars?: Bars | undefined
}

/**
 * Writes labels for the shelf, one below the other on one strip. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildLabels(
  labels: readonly LabelToTell[],
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string; at: Date | string },
): ReceiptDocument {
  const paper = {
    kind: 'label' as const,
    title: t('receipt:label.title'),
    receiptNo: '',
    at: options.at,
    tillName: '',
    rows: [],
  }
  const { logo: _, ...start } = startPaper(paper, shop, t, options)
  return {
    ...start,
    labels: labels.map((label) => ({
      name: label.name,
      price: formatMoney(label.priceMinor),
      per: t('receipt:label.per', { unit: label.unitLabel }),
      ...(label.unitPrice && { unitPrice: label.unitPrice }),
      ...(label.bars && { bars: label.bars }),
    })),
  }
}
