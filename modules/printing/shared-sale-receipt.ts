import type { ReceiptDocument } from './shared-document.ts'
import { formatMinor } from './shared-figures.ts'
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
}

/** What a shop prints about itself, and how it writes dates. */
export type ReceiptShop = {
  name: string
  phone?: string | undefined
  address?: string | undefined
  /** 統一編號. */
  taxId?: string | undefined
  /** False for the 小規模營業人, whose paper says that it is not a uniform invoice. */
  isInvoiceUser: boolean
  calendar: 'roc' | 'gregory'
  /** IANA name, e.g. `Asia/Taipei`. */
  timeZone: string
  /** The shop's own closing words; without them the catalogue's. */
  footer?: string | undefined
  showTip: boolean
}

/** Translates a key of the `receipt` namespace, given whole: `receipt:title`. i18next's `t` fits. */
export type ReceiptTranslate = (key: string, values?: Record<string, string | number>) => string

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
  return {
    version: 1,
    kind: 'receipt',
    language: options.language,
    heading: { shopName: shop.name, lines: headingLines(shop, t) },
    title: t('receipt:title'),
    meta: {
      receiptNo: sale.receiptNo,
      issuedAt: new Date(sale.soldAt).toISOString(),
      issuedAtText: formatReceiptTime(sale.soldAt, { ...shop, ...options }),
      tillName: sale.tillName,
      rows: metaRows(sale, t),
      isReprint: sale.isReprint,
      ...(sale.isReprint && { reprintMark: t('receipt:reprint') }),
    },
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
    codes: [],
    ...(tip && { tip }),
    footer: [
      ...(shop.isInvoiceUser ? [] : [t('receipt:not_an_invoice')]),
      ...(shop.footer ?? t('receipt:thanks')).split('\n').filter((line) => line.trim() !== ''),
    ],
  }
}

/** What stands below a shop's name on every paper. */
export function headingLines(shop: ReceiptShop, t: ReceiptTranslate): string[] {
  return [
    shop.phone && t('receipt:phone', { phone: shop.phone }),
    shop.address,
    shop.taxId && t('receipt:tax_id', { taxId: shop.taxId }),
  ].flatMap((line) => (line ? [line] : []))
}

function metaRows(sale: ReceiptSale, t: ReceiptTranslate) {
  return [
    { label: t('receipt:cashier'), value: sale.cashierName },
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

const QUANTITY = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

/** Thousandths written as a decimal: 1200 is `1.2`. */
export const formatQuantity = (milli: number) => QUANTITY.format(milli / 1000)

/** Costly to make, and a till's clock asks for the same one every time it is drawn. */
const timeFormats = new Map<string, Intl.DateTimeFormat>()

function timeFormat(locale: string, timeZone: string, isChinese: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`
  const known = timeFormats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: isChinese ? 'numeric' : 'short',
    day: 'numeric',
    weekday: isChinese ? 'narrow' : 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  timeFormats.set(key, made)
  return made
}

/**
 * A moment as a receipt writes it: 民國115年11月23日（一）10:26, or 2026年11月23日（一）10:26 for a
 * shop with western years. Languages other than Chinese get western years: Mon, 23 Nov 2026, 10:26.
 */
export function formatReceiptTime(
  at: Date | string,
  { calendar, timeZone, language }: { calendar: string; timeZone: string; language: string },
): string {
  const isChinese = /^zh\b/i.test(language)
  const locale = isChinese ? `zh-TW-u-ca-${calendar}` : 'en-GB'
  const format = timeFormat(locale, timeZone, isChinese)
  const parts = new Map(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  const time = `${part('hour')}:${part('minute')}`
  if (!isChinese) {
    return `${part('weekday')}, ${part('day')} ${part('month')} ${part('year')}, ${time}`
  }
  const era = calendar === 'roc' ? part('era') || '民國' : ''
  return `${era}${part('year')}年${part('month')}月${part('day')}日（${part('weekday')}）${time}`
}
