import { createInstance } from 'i18next'
import en from '#app/locales/en/receipt.json' with { type: 'json' }
import zh from '#app/locales/zh-TW/receipt.json' with { type: 'json' }
import { barcodeBars, qrCode } from '#modules/printing/index.ts'
import {
  buildCertificateSlip,
  buildConsignmentSlip,
  buildGiftReceipt,
  buildLabels,
  buildOrderTicket,
  buildRefundSlip,
  buildShiftReport,
  buildTabReceipt,
  buildTabStatement,
  buildTestPage,
  type PaperWidth,
  type ReceiptDocument,
  type ReceiptTranslate,
} from '#modules/printing/shared.ts'
import { pieces, SAMPLE_SALE, SAMPLE_SHOP, sampleReceipt } from '#test/sample-receipt.ts'
import { sampleLogo } from './sample-logo.ts'

export type SampleLanguage = 'zh-TW' | 'en'

const i18n = createInstance()
await i18n.init({
  ns: ['receipt'],
  resources: { 'zh-TW': { receipt: zh }, en: { receipt: en } },
  interpolation: { escapeValue: false },
})

const AT = '2026-11-23T02:26:00Z'
const SALE_LINES = [
  { ...pieces('雞蛋 10 入', 78) },
  { ...pieces('高麗菜', 35), unitLabel: '斤', quantityMilli: 1200, soldByWeight: true },
  { ...pieces('冬瓜茶', 25, 2) },
]

/** One paper of every kind, by a name for its picture. */
export function samplePapers(
  language: SampleLanguage,
  widthDots: PaperWidth,
): Record<string, ReceiptDocument> {
  const text = i18n.getFixedT(language)
  const t: ReceiptTranslate = (key, values) =>
    text(key, { replace: values ?? {}, defaultValue: key })
  const options = { language }
  const shop = SAMPLE_SHOP
  return {
    receipt: sampleReceipt({}, {}, language),
    reprint: sampleReceipt(
      { isReprint: true, customerName: 'Lrm’ay Paljaljuman', cartDiscountMinor: 13 },
      {},
      language,
    ),
    designed: sampleReceipt(
      { code: { ...qrCode('https://tillage.example/r/9dk2m4'), caption: t('receipt:title') } },
      { logo: sampleLogo(), headingLines: ['自己種，自己賣'], address: '臺東縣海端鄉山下路 1 號' },
      language,
    ),
    gift: buildGiftReceipt({ ...SAMPLE_SALE, lines: SALE_LINES }, shop, t, options),
    refund: buildRefundSlip(
      {
        kind: 'refund',
        receiptNo: '一機-0232',
        saleReceiptNo: '一機-0231',
        refundedAt: AT,
        cashierName: '陳美玉',
        tillName: '一機',
        reason: 'defect',
        lines: [{ name: '鮪魚罐頭', unitLabel: '個', quantityMilli: 1000, amountMinor: 42 }],
        totalMinor: 42,
        taxMinor: 2,
        payments: [{ tender: 'cash', amountMinor: 42 }],
        isReprint: false,
      },
      shop,
      t,
      options,
    ),
    'tab-payment': buildTabReceipt(
      {
        receiptNo: '一機-0233',
        paidAt: AT,
        customerName: '林秋月',
        cashierName: '陳美玉',
        tillName: '一機',
        tender: 'cash',
        amountMinor: 500,
        tenderedMinor: 1000,
        owedBeforeMinor: 1280,
      },
      shop,
      t,
      options,
    ),
    'shift-x': buildShiftReport(
      { ...SHIFT, closedAt: null, closedBy: null, countedMinor: null },
      shop,
      t,
      options,
    ),
    'shift-z': buildShiftReport(SHIFT, shop, t, options),
    'tab-statement': buildTabStatement(
      {
        customerName: '林秋月',
        at: AT,
        owedBeforeMinor: 300,
        entries: [
          { kind: 'sale', occurredAt: '2026-11-02T03:00:00Z', amountMinor: 437 },
          { kind: 'payment', occurredAt: '2026-11-10T03:00:00Z', amountMinor: -500 },
          { kind: 'sale', occurredAt: '2026-11-18T03:00:00Z', amountMinor: 1085 },
          { kind: 'refund', occurredAt: '2026-11-19T03:00:00Z', amountMinor: -42 },
        ],
        owesMinor: 1280,
      },
      shop,
      t,
      options,
    ),
    'order-ticket': buildOrderTicket(
      {
        orderNo: '12',
        orderedAt: AT,
        tillName: '一機',
        customerName: '阿松伯',
        lines: [
          { ...dish('紅燒牛肉麵', 2), note: '一碗不要辣' },
          dish('燙地瓜葉', 1),
          dish('Nguyễn 家的越南河粉加大', 10),
          { ...dish('滷豬腳', 1.5), unitLabel: '斤', soldByWeight: true },
        ],
        note: language === 'en' ? 'Take away' : '外帶',
        isReprint: false,
      },
      shop,
      t,
      options,
    ),
    label: buildLabels([LABEL], shop, t, { ...options, at: AT }),
    labels: buildLabels(
      [
        LABEL,
        { name: '高麗菜', priceMinor: 35, unitLabel: '斤', unitPrice: '100 g NT$5.8' },
        {
          name: '手工紅藜養生饅頭（六入，冷凍）',
          priceMinor: 1280,
          unitLabel: '包',
          bars: barcodeBars('SHOP-0042'),
        },
      ],
      shop,
      t,
      { ...options, at: AT },
    ),
    consignment: buildConsignmentSlip(
      {
        slipNo: 'C-0018',
        at: AT,
        farmerName: '高金水',
        period: '11/16 – 11/22',
        lines: [
          { name: '高麗菜', unitLabel: '斤', quantityMilli: 42_500, amountMinor: 1488 },
          { name: '紅藜', unitLabel: '包', quantityMilli: 12_000, amountMinor: 2160 },
        ],
        soldMinor: 3648,
        commissionRate: 1500,
        commissionMinor: 547,
        payoutMinor: 3101,
      },
      shop,
      t,
      options,
    ),
    certificate: buildCertificateSlip(
      {
        certificateNo: 'A-2026-0107',
        completedAt: AT,
        personName: '林秋月',
        courseTitle: language === 'en' ? 'Calls that want your money' : '要錢的電話',
        code: qrCode('https://tillage.example/c/a20260107'),
      },
      { ...shop, name: '山下數位關懷站' },
      t,
      options,
    ),
    test: buildTestPage({ name: '櫃台', widthDots }, shop, t, { ...options, at: new Date(AT) }),
  }
}

const dish = (name: string, count: number) => ({
  name,
  unitLabel: '份',
  quantityMilli: count * 1000,
  soldByWeight: false,
})

const LABEL = {
  name: '鮪魚罐頭',
  priceMinor: 42,
  unitLabel: '罐',
  unitPrice: '100 g NT$23',
  bars: barcodeBars('4710012345674'),
}

const SHIFT = {
  tillName: '一機',
  at: '2026-11-23T12:40:00Z',
  openedAt: '2026-11-22T23:30:00Z',
  openedBy: '陳美玉',
  closedAt: '2026-11-23T12:38:00Z',
  closedBy: '陳美玉',
  firstReceiptNo: '一機-0198',
  lastReceiptNo: '一機-0231',
  saleCount: 34,
  salesMinor: 12_480,
  tenders: [
    { tender: 'cash', amountMinor: 9_120 },
    { tender: 'line_pay', amountMinor: 2_075 },
    { tender: 'tab', amountMinor: 1_285 },
  ],
  discountMinor: 60,
  taxMinor: 0,
  refundCount: 1,
  refundMinor: 42,
  tabPaidMinor: 500,
  floatMinor: 2_000,
  cashSalesMinor: 9_120,
  cashTabMinor: 500,
  cashInMinor: 0,
  cashOutMinor: 300,
  cashRefundMinor: 42,
  expectedMinor: 11_278,
  countedMinor: 11_268,
  drawerCount: 2,
  note: null,
}
