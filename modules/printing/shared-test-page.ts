import type { PaperWidth, ReceiptDocument } from './shared-document.ts'
import { type ReceiptShop, type ReceiptTranslate, startPaper } from './shared-paper.ts'

/** One line of each kind of letter that people here write their names and goods with. */
const GLYPHS = [
  ['chinese', '鮪魚 凍頂烏龍 堃喆犇'],
  ['bopomofo', 'ㄅㄆㄇㄈ ㆠ ㆣ ˊˇˋ˙'],
  ['names', 'Lrm’ay Paljaljuman ʉ ɨ ŋ ḻ ʼ ^'],
  ['vietnamese', 'Nguyễn Thị Hoa · Putri'],
  ['figures', '0123456789 NT$ × ½ % #'],
] as const

/** What a printer with the letters of a code page writes, and one without them does not. */
const LETTERS = '鮪魚罐頭 NT$42'

/**
 * A page that shows whether a printer prints every kind of letter and the whole width, how dark it
 * burns, and which code page it has: its lines A and B go out as letters where a printer can take
 * them, so that whoever looks can say which one reads right.
 * @param options `language` of `t`, as a BCP 47 tag.
 */
export function buildTestPage(
  printer: { name: string; widthDots: PaperWidth },
  shop: Pick<ReceiptShop, 'name' | 'calendar' | 'timeZone'>,
  t: ReceiptTranslate,
  options: { language: string; at: Date },
): ReceiptDocument {
  const plain = (text: string) => [{ text, isStrong: false }]
  const paper = {
    kind: 'test_page' as const,
    title: t('receipt:test.title'),
    receiptNo: '',
    at: options.at,
    tillName: '',
    rows: [
      { label: t('receipt:test.printer'), value: printer.name },
      { label: t('receipt:test.width'), value: t(`receipt:test.width_${printer.widthDots}`) },
    ],
  }
  const { name, calendar, timeZone } = shop
  const bare = { name, calendar, timeZone, isInvoiceUser: false, showTip: false }
  return {
    ...startPaper(paper, bare, t, options),
    ruler: { caption: t('receipt:test.ruler') },
    glyphs: GLYPHS.map(([kind, sample]) => ({ label: t(`receipt:test.glyphs.${kind}`), sample })),
    letters: {
      caption: t('receipt:test.encodings'),
      lines: [
        { mark: 'A', encoding: 'big5', text: LETTERS },
        { mark: 'B', encoding: 'gb18030', text: LETTERS },
      ],
    },
    tip: {
      title: t('receipt:test.answer'),
      lines: [plain(t('receipt:test.ask')), plain(t('receipt:test.act'))],
    },
    footer: [],
  }
}
