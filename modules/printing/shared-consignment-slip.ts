import type { ReceiptDocument } from './shared-document.ts'
import {
  formatQuantity,
  type ReceiptShop,
  type ReceiptTranslate,
  startPaper,
} from './shared-paper.ts'

/** What a shop sold for a farmer, and what the farmer gets. Whole NT$, quantity in thousandths. */
export type ConsignmentToTell = {
  slipNo: string
  at: Date | string
  farmerName: string
  /** Written out, e.g. 11月16日 – 11月22日. */
  period?: string | undefined
  lines: readonly {
    name: string
    unitLabel: string
    quantityMilli: number
    amountMinor: number
  }[]
  soldMinor: number
  /** What the shop keeps, as hundredths of a percent: 1500 is 15 %. */
  commissionRate: number
  commissionMinor: number
  payoutMinor: number
}

/**
 * Writes the slip that a farmer gets for goods left to be sold (寄賣結算單), in one language. Pure.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildConsignmentSlip(
  slip: ConsignmentToTell,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const paper = {
    kind: 'consignment_slip' as const,
    title: t('receipt:consignment.title'),
    receiptNo: slip.slipNo,
    at: slip.at,
    tillName: '',
    rows: [
      { label: t('receipt:consignment.farmer'), value: slip.farmerName },
      ...(slip.period ? [{ label: t('receipt:consignment.period'), value: slip.period }] : []),
    ],
  }
  return {
    ...startPaper(paper, shop, t, options),
    items: slip.lines.map((line) => ({
      name: line.name,
      detail: `× ${formatQuantity(line.quantityMilli)} ${line.unitLabel}`,
      amountMinor: line.amountMinor,
    })),
    adjustments: [
      { label: t('receipt:consignment.sold'), amountMinor: slip.soldMinor },
      {
        label: t('receipt:consignment.commission', { percent: slip.commissionRate / 100 }),
        amountMinor: -slip.commissionMinor,
      },
    ],
    totals: {
      label: t('receipt:consignment.payout'),
      totalMinor: slip.payoutMinor,
      taxLines: [],
    },
    footer: [t('receipt:consignment.signature')],
  }
}
