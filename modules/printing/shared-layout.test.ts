import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pieces, sampleReceipt } from '#test/sample-receipt.ts'
import { layoutReceipt, type MeasureText, PAPER_WIDTHS } from './shared.ts'

/** A font of our own: Chinese letters are as wide as high, others half of that. */
const measure: MeasureText = (text, sizeDots) =>
  [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.5), 0) *
  sizeDots

const LONG_NAME = 'Qabangqabang’ʉɨŋḻPaljaljumanKaljimarawVavauniTjaljimaraw'

function place(document: ReturnType<typeof sampleReceipt>, widthDots: 384 | 576) {
  const layout = layoutReceipt(document, { widthDots, measure })
  const texts = layout.drawings.filter((drawing) => drawing.kind === 'text')
  return { layout, texts, said: texts.map(({ text }) => text).join('') }
}

const bare = (text: string) => text.replace(/\s/g, '')

test.each(PAPER_WIDTHS)('nothing leaves paper of %i dots, and nothing is left out', (widthDots) => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  const amount = fc.integer({ min: 0, max: 10 ** 12 })
  fc.assert(
    fc.property(text, amount, text, text, (name, price, shopName, receiptNo) => {
      const document = sampleReceipt(
        { lines: [pieces(name, price)], totalMinor: price, receiptNo },
        { name: shopName },
      )
      const { layout, texts, said } = place(document, widthDots)
      for (const { x, y, widthDots: width } of texts) {
        expect(x).toBeGreaterThanOrEqual(0)
        // A single letter may be wider than the paper only in a font that no printer has.
        expect(x + width).toBeLessThanOrEqual(widthDots)
        expect(y).toBeLessThan(layout.heightDots)
      }
      expect(bare(said)).toContain(bare(name))
      expect(bare(said)).toContain(bare(shopName))
    }),
    { numRuns: 200 },
  )
})

test.each(PAPER_WIDTHS)('a long romanised name wraps at any letter at %i dots', (widthDots) => {
  const { texts } = place(sampleReceipt({ lines: [pieces(LONG_NAME, 100)] }), widthDots)

  const start = texts.findIndex(({ text }) => text !== '' && LONG_NAME.startsWith(text))
  const lines = texts.slice(start).filter(({ text }) => LONG_NAME.includes(text))
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.map(({ text }) => text).join('')).toContain(LONG_NAME)
  const amount = texts.find(({ text }) => text === '100')
  expect(amount?.y).toBe(lines[0]?.y)
})

test('words stay whole where they fit, and closing marks never begin a line', () => {
  const words = 'Don’t buy the cards, call one six five and ask the police first'
  const { texts } = place(sampleReceipt({ lines: [pieces(words, 1)] }), 384)
  const lines = texts.map(({ text }) => text).filter((text) => words.includes(text))
  expect(lines.join(' ')).toContain(words)

  const chinese = '一二三四五六七八九十一二三，四五六七'
  const wrapped = place(sampleReceipt({ lines: [pieces(chinese, 1)] }), 384).texts
  expect(wrapped.filter(({ text }) => /^[，。]/.test(text))).toEqual([])
})

test('amounts end at the right edge, texts are 24 dots and the total is 46', () => {
  for (const widthDots of PAPER_WIDTHS) {
    const { texts } = place(sampleReceipt(), widthDots)
    for (const amount of ['78', '165', '1,000', '563', 'NT$437']) {
      const text = texts.find((each) => each.text === amount)
      expect((text?.x ?? 0) + (text?.widthDots ?? 0)).toBe(widthDots - 8)
    }
    expect(texts.find(({ text }) => text === 'NT$437')).toMatchObject({ sizeDots: 46, weight: 700 })
    expect(texts.find(({ text }) => text === '鮪魚罐頭')).toMatchObject({ sizeDots: 24 })
  }
})
