import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readPicture } from '#test/printing/read-picture.ts'
import { samplePapers } from '#test/printing/samples.ts'
import { pieces, sampleReceipt } from '#test/sample-receipt.ts'
import { decodeEscPos } from './decode-escpos.ts'
import { paperBytes } from './paper-bytes.ts'
import type { PrinterEncoding, ReceiptDocument } from './shared.ts'
import { encodeText } from './text-mode.ts'

const JOB = {
  widthDots: 384 as const,
  density: 'normal' as const,
  hasCutter: true,
  hasDrawer: false,
  openDrawer: false,
}

const bytesOf = (document: ReceiptDocument, encoding: PrinterEncoding) =>
  paperBytes({ ...JOB, document, encoding })

test.each(['big5', 'gb18030'] as const)(
  'a receipt as letters of %s says the same',
  async (page) => {
    const bytes = await bytesOf(sampleReceipt(), page)
    const { others } = readPicture(bytes)
    const [paper] = decodeEscPos(bytes, page).papers

    expect(others.subarray(0, 4).toString('hex')).toBe('1b401c26')
    const lines = (paper?.text ?? '').split('\n').map((line) => line.replace(/ +/g, ' ').trim())
    expect(lines).toEqual(
      expect.arrayContaining(['收據 一機-0231', '雞蛋 10 入 78', '35 × 1.2 斤', '合計 NT$437']),
    )
    expect(decodeEscPos(bytes).unknownBytes).toBe(0)
    // Rules and the tip box have no letters.
    expect(paper?.raster.heightDots).toBeGreaterThan(100)
    expect(paper?.raster.heightDots).toBeLessThan(400)
  },
)

test('amounts end in the last column', async () => {
  const [paper] = decodeEscPos(await bytesOf(sampleReceipt(), 'big5')).papers
  const line = paper?.text.split('\n').find((each) => each.includes('找零'))
  expect(iconv.encode(line?.trimEnd() ?? '', 'big5')).toHaveLength(32)
})

test.each([
  ['Lrm’ay Paljaljuman ʉ', 'big5'],
  ['堃喆的店', 'big5'],
  ['Nguyễn Thị Hoa', 'gb18030'],
  ['🍵 茶', 'gb18030'],
] as const)('%s is a picture for %s, never a question mark', async (name, page) => {
  const plain = await bytesOf(sampleReceipt({ lines: [pieces('茶', 60)] }), page)
  const other = await bytesOf(sampleReceipt({ lines: [pieces(name, 60)] }), page)
  const [paper] = decodeEscPos(other, page).papers

  expect(paper?.text).not.toMatch(/[?？]/)
  expect(readPicture(other).height).toBeGreaterThan(readPicture(plain).height)
})

test('only what the ROM of a plain Big5 printer has counts as Big5', () => {
  expect(encodeText('鮪魚', 'big5')?.toString('hex')).toBe(
    iconv.encode('鮪魚', 'big5').toString('hex'),
  )
  for (const letter of ['堃', '喆', '①', 'é', '碁', '🍵']) {
    expect(encodeText(letter, 'big5')).toBeUndefined()
  }
  expect(encodeText('−5 don’t', 'big5')?.toString('latin1')).toBe("-5 don't")
})

test('codes stay pictures, whatever the printer’s letters', async () => {
  const { certificate, labels } = samplePapers('zh-TW', 384)
  if (!certificate || !labels) throw new Error('no paper')
  expect(readPicture(await bytesOf(certificate, 'big5')).height).toBeGreaterThan(100)
  expect(decodeEscPos(await bytesOf(labels, 'big5')).papers[0]?.text).toContain('4710012345674')
})

test('a test page shows both code pages to a printer that gets pictures', async () => {
  const { test: page } = samplePapers('zh-TW', 384)
  if (!page) throw new Error('no paper')
  const { others } = readPicture(await bytesOf(page, 'raster'))
  expect(others.includes(iconv.encode('鮪魚罐頭', 'big5'))).toBe(true)
  expect(others.includes(iconv.encode('鮪魚罐頭', 'gbk'))).toBe(true)
})

test('a darker print burns more dots, a lighter one fewer', async () => {
  const count = async (density: 'light' | 'normal' | 'dark') => {
    const job = { ...JOB, document: sampleReceipt(), encoding: 'raster' as const, density }
    const { grey } = readPicture(await paperBytes(job))
    return grey.filter((dot) => dot === 0).length
  }
  const [light, normal, dark] = [await count('light'), await count('normal'), await count('dark')]
  expect(light).toBeLessThan(normal * 0.97)
  expect(dark).toBeGreaterThan(normal * 1.03)
})
