import type { Code, ReceiptDocument } from './shared-document.ts'
import { formatMinor } from './shared-figures.ts'
import {
  closingLines,
  formatQuantity,
  type ReceiptShop,
  type ReceiptTranslate,
  startPaper,
} from './shared-paper.ts'
import { receiptTip } from './shared-tips.ts'

/** A sale as its receipt tells it. Money in minor units (NT$1), quantity in thousandths of the unit. */
export type ReceiptSale = {
  id: string
  /** As people say it, e.g. 一機-0231. */
  receiptNo: string
  soldAt: Date | string
  cashierName: string
  tillName: string
  customerName?: string | undefined
  lines: readonly {
    name: string
    unitLabel: string
    quantityMilli: number
    unitPriceMinor: number
    soldByWeight: boolean
    /** After the line's own discount, before its share of the discount on the whole sale. */
    amountMinor: number
    /** What was taken off this line; zero or more. */
    discountMinor: number
  }[]
  /** What was taken off the whole sale; zero or more. */
  cartDiscountMinor: number
  totalMinor: number
  /** Business tax contained in the total. */
  taxMinor?: number | undefined
  payments: readonly {
    /** A key below `receipt:tender`, e.g. `cash`. */
    tender: string
    amountMinor: number
    /** What was handed over, shown in place of `amountMinor`; what is more than that is change. */
    tenderedMinor?: number | undefined
    /** Only where it is not `tenderedMinor - amountMinor`. */
    changeMinor?: number | undefined
  }[]
  isReprint: boolean
  /** What the customer of a sale on the tab owes, this sale among it; at the moment of printing. */
  tabOwesMinor?: number | undefined
  /** Where the receipt can be read again, as a square code. */
  code?: Code | undefined
}

/**
 * Writes the receipt of a sale in one language: the same words on till and server, since both run
 * this. Pure: the same sale gives the same document, so a reprint differs only by its mark.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildSaleReceipt(
  sale: ReceiptSale,
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  const changeMinor = sale.payments.reduce((sum, payment) => sum + changeOf(payment), 0)
  const tip = shop.showTip ? receiptTip(sale.id, t) : undefined
  const paper = {
    kind: 'receipt' as const,
    title: t('receipt:title'),
    receiptNo: sale.receiptNo,
    at: sale.soldAt,
    tillName: sale.tillName,
    rows: metaRows(sale, shop, t),
    isReprint: sale.isReprint,
  }
  return {
    ...startPaper(paper, shop, t, options),
    items: sale.lines.map((line) => itemOf(line, t)),
    adjustments: adjustmentsOf(sale, t),
    totals: {
      label: t('receipt:total'),
      totalMinor: sale.totalMinor,
      taxLines:
        shop.isInvoiceUser && sale.taxMinor !== undefined
          ? [{ label: t('receipt:tax_included'), amountMinor: sale.taxMinor }]
          : [],
    },
    payments: [
      ...sale.payments.map((payment) => ({
        label: t(`receipt:tender.${payment.tender}`),
        amountMinor: payment.tenderedMinor ?? payment.amountMinor,
      })),
      ...(sale.tabOwesMinor === undefined
        ? []
        : [{ label: t('receipt:tab.owes'), amountMinor: sale.tabOwesMinor }]),
    ],
    ...(changeMinor > 0 && { change: { label: t('receipt:change'), amountMinor: changeMinor } }),
    codes: sale.code ? [sale.code] : [],
    ...(tip && { tip }),
    footer: closingLines(shop, t),
  }
}

function metaRows(sale: ReceiptSale, shop: ReceiptShop, t: ReceiptTranslate) {
  return [
    ...(shop.showCashier === false
      ? []
      : [{ label: t('receipt:cashier'), value: sale.cashierName }]),
    ...(sale.customerName ? [{ label: t('receipt:customer'), value: sale.customerName }] : []),
  ]
}

function itemOf(line: ReceiptSale['lines'][number], t: ReceiptTranslate) {
  const isOnePiece = line.quantityMilli === 1000 && !line.soldByWeight
  const unit = line.soldByWeight ? ` ${line.unitLabel}` : ''
  const quantity = formatQuantity(line.quantityMilli)
  return {
    name: line.name,
    ...(!isOnePiece && { detail: `${formatMinor(line.unitPriceMinor)} × ${quantity}${unit}` }),
    amountMinor: line.amountMinor + line.discountMinor,
    ...(line.discountMinor > 0 && {
      discount: { label: t('receipt:discount'), amountMinor: -line.discountMinor },
    }),
  }
}

function adjustmentsOf(sale: ReceiptSale, t: ReceiptTranslate) {
  if (sale.cartDiscountMinor === 0) return []
  return [
    { label: t('receipt:subtotal'), amountMinor: sale.totalMinor + sale.cartDiscountMinor },
    { label: t('receipt:discount'), amountMinor: -sale.cartDiscountMinor },
  ]
}

const changeOf = (payment: ReceiptSale['payments'][number]) =>
  payment.changeMinor ?? Math.max(0, (payment.tenderedMinor ?? 0) - payment.amountMinor)
