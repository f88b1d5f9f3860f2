import type { Bitmap, PaperKind, ReceiptDocument } from './shared-document.ts'

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
  /** Printed above the shop's name. */
  logo?: Bitmap | undefined
  /** The shop's own words below its name, before phone and address. */
  headingLines?: readonly string[] | undefined
  /** False leaves out who was at the till. */
  showCashier?: boolean | undefined
}

/** What a shop decided about the look of its papers; see `RECEIPT_DESIGN` of identity. */
export type PaperDesign = {
  logo?: Bitmap | undefined
  heading: string
  showsPhone: boolean
  showsAddress: boolean
  showsTaxId: boolean
  showsCashier: boolean
}

/** A shop as its papers tell of it: with what it added, and without what it wants left out. */
export function designedShop(shop: ReceiptShop, design: PaperDesign | undefined): ReceiptShop {
  if (!design) return shop
  return {
    ...shop,
    phone: design.showsPhone ? shop.phone : undefined,
    address: design.showsAddress ? shop.address : undefined,
    taxId: design.showsTaxId ? shop.taxId : undefined,
    logo: design.logo,
    headingLines: linesOf(design.heading),
    showCashier: design.showsCashier,
  }
}

/** Translates a key of the `receipt` namespace, given whole: `receipt:title`. i18next's `t` fits. */
export type ReceiptTranslate = (key: string, values?: Record<string, string | number>) => string

/** What stands below a shop's name on every paper. */
export function headingLines(shop: ReceiptShop, t: ReceiptTranslate): string[] {
  return [
    ...(shop.headingLines ?? []),
    shop.phone && t('receipt:phone', { phone: shop.phone }),
    shop.address,
    shop.taxId && t('receipt:tax_id', { taxId: shop.taxId }),
  ].flatMap((line) => (line ? [line] : []))
}

/** What a receipt ends with: whether it is an invoice, and the shop's closing words. */
export function closingLines(shop: ReceiptShop, t: ReceiptTranslate): string[] {
  return [
    ...(shop.isInvoiceUser ? [] : [t('receipt:not_an_invoice')]),
    ...linesOf(shop.footer ?? t('receipt:thanks')),
  ]
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

/** What every paper begins with: the shop, what the paper is, its number and its moment. */
export function startPaper(
  paper: {
    kind: PaperKind
    title: string
    receiptNo: string
    at: Date | string
    tillName: string
    rows: ReceiptDocument['meta']['rows']
    isReprint?: boolean | undefined
  },
  shop: ReceiptShop,
  t: ReceiptTranslate,
  options: { language: string },
): ReceiptDocument {
  return {
    version: 1,
    kind: paper.kind,
    language: options.language,
    ...(shop.logo && { logo: shop.logo }),
    heading: { shopName: shop.name, lines: headingLines(shop, t) },
    title: paper.title,
    meta: {
      receiptNo: paper.receiptNo,
      issuedAt: new Date(paper.at).toISOString(),
      issuedAtText: formatReceiptTime(paper.at, { ...shop, ...options }),
      tillName: paper.tillName,
      rows: paper.rows,
      isReprint: paper.isReprint ?? false,
      ...(paper.isReprint && { reprintMark: t('receipt:reprint') }),
    },
    items: [],
    adjustments: [],
    payments: [],
    codes: [],
    footer: [],
  }
}

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

type TimeWords = { calendar: string; timeZone: string; language: string }

function timeParts(at: Date | string, { calendar, timeZone, language }: TimeWords) {
  const isChinese = /^zh\b/i.test(language)
  const locale = isChinese ? `zh-TW-u-ca-${calendar}` : 'en-GB'
  const format = timeFormat(locale, timeZone, isChinese)
  const parts = new Map(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return { isChinese, part, time: `${part('hour')}:${part('minute')}` }
}

/**
 * A moment as a receipt writes it: 民國115年11月23日（一）10:26, or 2026年11月23日（一）10:26 for a
 * shop with western years. Languages other than Chinese get western years: Mon, 23 Nov 2026, 10:26.
 */
export function formatReceiptTime(at: Date | string, words: TimeWords): string {
  const { isChinese, part, time } = timeParts(at, words)
  if (!isChinese) {
    return `${part('weekday')}, ${part('day')} ${part('month')} ${part('year')}, ${time}`
  }
  const era = words.calendar === 'roc' ? part('era') || '民國' : ''
  return `${era}${part('year')}年${part('month')}月${part('day')}日（${part('weekday')}）${time}`
}

/** A moment of these days without its year: 11月23日 10:26, or 23 Nov 10:26. */
export function formatShortTime(at: Date | string, words: TimeWords): string {
  const { isChinese, part, time } = timeParts(at, words)
  return isChinese
    ? `${part('month')}月${part('day')}日 ${time}`
    : `${part('day')} ${part('month')} ${time}`
}

/** A day with its year and without the era's name: 115年11月23日, or 23 Nov 2026. */
export function formatDay(at: Date | string, words: TimeWords): string {
  const { isChinese, part } = timeParts(at, words)
  return isChinese
    ? `${part('year')}年${part('month')}月${part('day')}日`
    : `${part('day')} ${part('month')} ${part('year')}`
}
