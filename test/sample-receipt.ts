import { createInstance } from 'i18next'
import en from '#app/locales/en/receipt.json' with { type: 'json' }
import zh from '#app/locales/zh-TW/receipt.json' with { type: 'json' }
import { buildSaleReceipt, type ReceiptSale, type ReceiptShop } from '#modules/printing/shared.ts'

const i18n = createInstance()
await i18n.init({
  ns: ['receipt'],
  resources: { 'zh-TW': { receipt: zh }, en: { receipt: en } },
  interpolation: { escapeValue: false },
})

/** For tests: the receipt of the reference picture, with what differs. */
export function sampleReceipt(
  sale: Partial<ReceiptSale> = {},
  shop: Partial<ReceiptShop> = {},
  language: 'zh-TW' | 'en' = 'zh-TW',
) {
  const t = i18n.getFixedT(language)
  const translate = (key: string, values?: Record<string, string | number>) =>
    t(key, { replace: values ?? {}, defaultValue: key })
  return buildSaleReceipt({ ...SAMPLE_SALE, ...sale }, { ...SAMPLE_SHOP, ...shop }, translate, {
    language,
  })
}

type Line = ReceiptSale['lines'][number]

export const pieces = (name: string, unitPriceMinor: number, count = 1): Line => ({
  name,
  unitLabel: '個',
  quantityMilli: count * 1000,
  unitPriceMinor,
  soldByWeight: false,
  amountMinor: unitPriceMinor * count,
  discountMinor: 0,
})

export const SAMPLE_SALE: ReceiptSale = {
  id: '019a0000-0000-7000-8000-000000000231',
  receiptNo: '一機-0231',
  soldAt: '2026-11-23T02:26:00Z',
  cashierName: '陳美玉',
  tillName: '一機',
  lines: [
    pieces('雞蛋 10 入', 78),
    pieces('白米 2 公斤', 165),
    {
      ...pieces('高麗菜', 35),
      unitLabel: '斤',
      quantityMilli: 1200,
      soldByWeight: true,
      amountMinor: 42,
    },
    pieces('鮪魚罐頭', 42),
    pieces('三號電池 4 入', 60),
    pieces('冬瓜茶', 25, 2),
  ],
  cartDiscountMinor: 0,
  totalMinor: 437,
  payments: [{ tender: 'cash', amountMinor: 437, tenderedMinor: 1000 }],
  isReprint: false,
}

export const SAMPLE_SHOP: ReceiptShop = {
  name: '山下雜貨店',
  phone: '089-000-000',
  isInvoiceUser: false,
  calendar: 'roc',
  timeZone: 'Asia/Taipei',
  showTip: true,
}
