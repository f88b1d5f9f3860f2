import type { PaperWidth, ReceiptDocument } from './shared-document.ts'
import {
  formatReceiptTime,
  type ReceiptShop,
  type ReceiptTranslate,
} from './shared-sale-receipt.ts'

/** One line of each kind of letter that people here write their names and goods with. */
const SAMPLES = [
  '鮪魚 凍頂烏龍 堃喆犇',
  'ㄅㄆㄇㄈ ㆠ ㆣ ˊˇˋ˙',
  'Lrm’ay Paljaljuman ʉ ɨ ŋ ḻ ʼ ^',
  'Nguyễn Thị Hoa · Putri',
  '0123456789 NT$ × ½ % #',
]

/**
 * A page that shows whether a printer prints every kind of letter and the whole width.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildTestPage(
  printer: { name: string; widthDots: PaperWidth },
  shop: Pick<ReceiptShop, 'name' | 'calendar' | 'timeZone'>,
  t: ReceiptTranslate,
  options: { language: string; at: Date },
): ReceiptDocument {
  const plain = (text: string) => [{ text, isStrong: false }]
  return {
    version: 1,
    kind: 'test_page',
    language: options.language,
    heading: { shopName: shop.name, lines: [] },
    title: t('receipt:test.title'),
    meta: {
      receiptNo: '',
      issuedAt: options.at.toISOString(),
      issuedAtText: formatReceiptTime(options.at, { ...shop, ...options }),
      tillName: '',
      rows: [
        { label: t('receipt:test.printer'), value: printer.name },
        { label: t('receipt:test.width'), value: t(`receipt:test.width_${printer.widthDots}`) },
      ],
      isReprint: false,
    },
    items: [],
    adjustments: [],
    payments: [],
    codes: [],
    tip: {
      title: t('receipt:test.answer'),
      lines: [plain(t('receipt:test.ask')), plain(t('receipt:test.act'))],
    },
    footer: [t('receipt:test.letters'), ...SAMPLES],
  }
}
