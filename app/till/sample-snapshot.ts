import { INITIAL_BARCODE_RULES } from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/shared.ts'
import { INITIAL_RULES, type TillProduct, type TillSnapshot } from '#modules/pos/shared.ts'

/** A product for tests; every one its own. */
export const sampleProduct = (name: string, more: Partial<TillProduct> = {}): TillProduct => ({
  id: newId(),
  name,
  names: {},
  sku: null,
  barcodes: [],
  categoryId: null,
  unit: 'piece',
  soldBy: 'piece',
  priceMinor: 25,
  taxClass: 'taxable',
  pictogram: null,
  pictureId: null,
  isFavourite: false,
  stockMilli: 0,
  ...more,
})

/** A shop for tests: small, with a uniform invoice's tax, in Taipei's time. */
export const sampleSnapshot = (products: TillProduct[] = []): TillSnapshot => ({
  madeAt: '2026-11-23T02:00:00Z',
  version: 'sample',
  tenant: {
    id: newId(),
    slug: 'shanxia',
    name: '山下雜貨店',
    phone: null,
    address: null,
    taxId: null,
    calendar: 'roc',
    timeZone: 'Asia/Taipei',
    isInvoiceUser: true,
    receiptFooter: '',
    showsScamTip: true,
  },
  person: {
    id: newId(),
    displayName: '陳美玉',
    locale: 'zh-TW',
    theme: 'system',
    textSize: 'base',
    mayManageGoods: true,
    isManager: true,
  },
  staff: [],
  till: { name: '一號收銀機', pairedById: null },
  taxMethod: 'per_document',
  taxRates: { taxable: 50_000, zero: 0, exempt: 0 },
  barcodeRules: INITIAL_BARCODE_RULES,
  tenders: ['cash', 'card', 'line_pay', 'jkopay', 'transfer', 'voucher'],
  hasPrinter: false,
  categories: [],
  rules: INITIAL_RULES,
  customers: [],
  tabsUpTo: [],
  products,
})
