import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { renderPdf } from '#modules/printing/index.ts'
import { PAPER_WIDTHS, type ReceiptDocument } from '#modules/printing/shared.ts'
import { samplePapers } from './samples.ts'

/** The objects of a PDF file and their unpacked streams, by number; as far as ours are written. */
function objectsOf(pdf: Buffer) {
  const text = pdf.toString('latin1')
  const objects = [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)]
  return new Map(
    objects.map(([, id, body = '']) => {
      const [head = '', packed] = body.split(/\nstream\n/)
      const bytes = packed && Buffer.from(packed.replace(/\nendstream$/, ''), 'latin1')
      const stream = bytes ? unpack(head, bytes) : ''
      return [Number(id), { head, stream }]
    }),
  )
}

const unpack = (head: string, bytes: Buffer) =>
  (head.includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')

/** What a reader of PDF files finds when it looks for words: the letters behind the glyphs. */
function textOf(pdf: Buffer): string {
  const objects = objectsOf(pdf)
  const page = [...objects.values()].find(({ head }) => head.includes('/Type /Page\n'))
  const content = objects.get(Number(/\/Contents (\d+)/.exec(page?.head ?? '')?.[1]))?.stream ?? ''
  const resources = objects.get(Number(/\/Resources (\d+)/.exec(page?.head ?? '')?.[1]))?.head ?? ''
  const letters = new Map<string, string[]>()
  for (const [, name = '', id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(Number(id))?.head ?? ''
    const map = objects.get(Number(/\/ToUnicode (\d+)/.exec(font)?.[1]))?.stream ?? ''
    const list = [...map.matchAll(/\[([^\]]*)\]/g)].flatMap(([, range = '']) =>
      [...range.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex = '']) => unicode(hex)),
    )
    letters.set(name, list)
  }
  let font = ''
  const lines: string[] = []
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = name
    if (!shown) continue
    const glyphs = [...shown.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex]) => hex).join('')
    const codes = glyphs.match(/.{4}/g) ?? []
    lines.push(codes.map((code) => letters.get(font)?.[Number.parseInt(code, 16)] ?? '?').join(''))
  }
  return lines.join('\n')
}

const unicode = (hex: string) =>
  Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')

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
