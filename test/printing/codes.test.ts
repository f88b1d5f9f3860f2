import { scanGrayBuffer, ZBarSymbolType } from '@undecaf/zbar-wasm'
import { expect, test } from 'vitest'
import { barcodeBars, encodeReceipt, qrCode, renderRaster } from '#modules/printing/index.ts'
import { PAPER_WIDTHS, type ReceiptDocument } from '#modules/printing/shared.ts'
import { readPicture } from './read-picture.ts'
import { samplePapers } from './samples.ts'

/** What a scanner that is not ours reads on the paper that comes out of the bytes. */
async function scan(document: ReceiptDocument, widthDots: 384 | 576) {
  const end = { cut: true, drawer: false }
  const bytes = await encodeReceipt(renderRaster(document, widthDots), end)
  const { grey, width, height } = readPicture(bytes)
  const symbols = await scanGrayBuffer(grey.buffer, width, height)
  return symbols.map((symbol) => [ZBarSymbolType[symbol.type], symbol.decode()])
}

test.each(PAPER_WIDTHS)(
  'codes of certificate and receipt are read at %i dots',
  async (widthDots) => {
    const papers = samplePapers('zh-TW', widthDots)
    expect(papers.certificate && (await scan(papers.certificate, widthDots))).toEqual([
      ['ZBAR_QRCODE', 'https://tillage.example/c/a20260107'],
    ])
    expect(papers.designed && (await scan(papers.designed, widthDots))).toEqual([
      ['ZBAR_QRCODE', 'https://tillage.example/r/9dk2m4'],
    ])
  },
)

test.each(PAPER_WIDTHS)('barcodes of a strip of labels are read at %i dots', async (widthDots) => {
  const { labels } = samplePapers('zh-TW', widthDots)
  const read = labels ? await scan(labels, widthDots) : []
  expect(read.sort()).toEqual([
    ['ZBAR_CODE128', 'SHOP-0042'],
    ['ZBAR_EAN13', '4710012345674'],
  ])
})

test.each([
  ['96385074', 'ZBAR_EAN8'],
  ['A1', 'ZBAR_CODE128'],
  ['ABCDEFGHIJ-123456789', 'ZBAR_CODE128'],
  // A wrong check digit makes no EAN: the digits as they are.
  ['4710012345675', 'ZBAR_CODE128'],
])('%s is read as %s on the narrow paper', async (text, type) => {
  const { label } = samplePapers('en', 384)
  const bars = barcodeBars(text)
  if (!label || !bars) throw new Error('no bars')
  const one = { name: 'x', price: 'NT$1', bars }
  expect(await scan({ ...label, labels: [one] }, 384)).toEqual([[type, text]])
})

test('a long link stays readable on the narrow paper', async () => {
  const link = `https://tillage.example/r/${'x9'.repeat(90)}`
  const { designed } = samplePapers('zh-TW', 384)
  if (!designed) throw new Error('no paper')
  expect(await scan({ ...designed, codes: [qrCode(link)] }, 384)).toEqual([['ZBAR_QRCODE', link]])
})

test('what no scanner could read has no bars', () => {
  for (const text of ['', '鮪魚', 'x'.repeat(21), 'é']) expect(barcodeBars(text)).toBeUndefined()
})
