import { describe, expect, test } from 'vitest'
import { renderPdf } from '#modules/printing/index.ts'
import { PAPER_WIDTHS, type ReceiptDocument } from '#modules/printing/shared.ts'
import { textOf } from './pdf-text.ts'
import { samplePapers } from './samples.ts'

/** Every text of a document, as deep as it lies. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

const bare = (text: string) => text.replace(/\s/g, '')

describe.each(PAPER_WIDTHS)('at %i dots', (widthDots) => {
  const papers = Object.entries(samplePapers('zh-TW', widthDots))

  test.each(papers)('every word of %s can be found in its PDF', async (_name, document) => {
    const said = bare(textOf(await renderPdf(document, widthDots)))
    const told = wordsOf(document)
    for (const text of textsIn(told)) expect(said).toContain(bare(text))
  })
})

/** What stands on the paper in words: a label has no heading, a ticket none of the shop's. */
function wordsOf(document: ReceiptDocument): unknown {
  if (document.kind === 'label') {
    return document.labels?.map(({ bars, ...label }) => [label, bars?.text])
  }
  const { heading, title, meta, award, items, sections, codes, footer, glyphs } = document
  const { issuedAt: _, tillName: _till, ...head } = meta
  const captions = codes.map(({ caption }) => caption)
  const shop = document.kind === 'order_ticket' ? [] : [heading]
  return [shop, title, head, award, items, sections, captions, footer, glyphs]
}

test('the page is as wide as the paper, and as long as it says', async () => {
  const short = (document: ReceiptDocument | undefined) =>
    document ? renderPdf(document, 384) : Promise.reject(new Error('no paper'))
  const pdf = await short(samplePapers('zh-TW', 384).gift)
  const [, width, height] =
    /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? []
  expect(Number(width)).toBeCloseTo((58 / 25.4) * 72, 1)
  expect(Number(height)).toBeGreaterThan(150)
  expect(pdf.length).toBeLessThan(60_000)
})
