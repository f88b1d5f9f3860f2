import { expect, test } from 'vitest'
import { renderRaster } from './render-raster.ts'
import { PAPER_WIDTHS } from './shared.ts'
import { ReceiptDocument } from './shared-document.ts'

/** As the first release stored it, with nothing that came later. */
const STORED = {
  version: 1,
  kind: 'receipt',
  language: 'zh-TW',
  heading: { shopName: '山下雜貨店', lines: ['電話 089-000-000'] },
  title: '收據',
  meta: {
    receiptNo: '一機-0231',
    issuedAt: '2026-11-23T02:26:00.000Z',
    issuedAtText: '民國115年11月23日（一）10:26',
    tillName: '一機',
    rows: [{ label: '經手', value: '陳美玉' }],
    isReprint: false,
  },
  items: [{ name: '雞蛋 10 入', amountMinor: 78 }],
  adjustments: [],
  totals: { label: '合計', totalMinor: 78, taxLines: [] },
  payments: [{ label: '收現金', amountMinor: 100 }],
  change: { label: '找零', amountMinor: 22 },
  codes: [],
  footer: ['謝謝，慢走'],
}

test('a paper of the first release is read and printed as it was', () => {
  const document = ReceiptDocument.parse(STORED)
  expect(document).toEqual(STORED)
  for (const widthDots of PAPER_WIDTHS) {
    expect(renderRaster(document, widthDots).heightDots).toBeGreaterThan(300)
  }
})

test('a picture that says it is larger than its bits is white where nothing was said', () => {
  const logo = { widthDots: 16, heightDots: 4, bits: Buffer.from([0xff]).toString('base64') }
  const document = ReceiptDocument.parse({ ...STORED, logo })
  expect(renderRaster(document, 384).heightDots).toBeGreaterThan(300)
  const wide = { ...logo, widthDots: 576 }
  expect(() => ReceiptDocument.parse({ ...STORED, logo: { ...wide, widthDots: 577 } })).toThrow()
  // A logo made for wide paper is left out on narrow paper, and the rest is printed.
  const narrow = renderRaster(ReceiptDocument.parse({ ...STORED, logo: wide }), 384)
  expect(narrow.heightDots).toBe(renderRaster(ReceiptDocument.parse(STORED), 384).heightDots)
})
