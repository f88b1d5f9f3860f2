import { expect, test } from '@playwright/test'
import type { ReceiptDocument } from '#modules/printing/shared.ts'
import { samplePapers } from '#test/printing/samples.ts'
import { openPaperView, readAgainstHtml } from './paper-view.ts'

/**
 * A paper says in its dots what the screen says in its HTML. The bytes for the printer are unpacked,
 * and each letter of them is read by Chromium's own letters: see `test/printing/read-paper.ts`.
 */

const PAPERS = [
  'designed',
  'reprint',
  'refund',
  'shift-z',
  'tab-statement',
  'order-ticket',
  'gift',
  'labels',
  'consignment',
  'certificate',
]

test.use({ viewport: { width: 700, height: 900 } })

for (const widthDots of [384, 576] as const) {
  test(`papers of ${widthDots} dots say letter by letter what their HTML says`, async ({
    page,
  }) => {
    await openPaperView(page)
    for (const language of ['zh-TW', 'en'] as const) {
      for (const [name, document] of Object.entries(samplePapers(language, widthDots))) {
        if (!PAPERS.includes(name) || (language === 'en' && name !== 'shift-z')) continue
        const paper = await readAgainstHtml(page, document, widthDots)
        const about = `${name} in ${language}`
        // The same words in the same order, wherever the lines break,
        expect(paper.belongs, about).toBe(paper.shown)
        // and these are the letters that lie in the bytes, with no ink beside them.
        expect(paper.read, about).toBe(paper.shown)
        expect(paper.strayDots, about).toBe(0)
      }
    }
  })
}

/** The receipt with another name or amount of its first thing. */
const changed = (
  document: ReceiptDocument,
  change: Partial<ReceiptDocument['items'][number]>,
): ReceiptDocument => ({
  ...document,
  items: document.items.map((item, index) => (index === 0 ? { ...item, ...change } : item)),
})

test('a wrong figure, a wrong letter, a name that was cut off and a line too many are seen', async ({
  page,
}) => {
  await openPaperView(page)
  const { receipt } = samplePapers('zh-TW', 384)
  if (!receipt) throw new Error('There is no receipt.')
  const [item] = receipt.items
  if (!item) throw new Error('Nothing was sold.')
  const wrong = (printed: ReceiptDocument) => readAgainstHtml(page, receipt, 384, printed)
  const right = await wrong(receipt)
  expect(right.read).toBe(right.shown)

  // Each figure in the place of each other one.
  const figures = '0123456789'
  const shown = changed(receipt, { name: figures })
  for (let by = 0; by < figures.length; by += 1) {
    const name = `${figures.slice(by)}${figures.slice(0, by)}`
    const { read } = await readAgainstHtml(page, shown, 384, changed(receipt, { name }))
    expect(read).toContain(name)
  }
  const misspelt = await wrong(changed(receipt, { name: item.name.replace('雞', '雜') }))
  expect(misspelt.read).toBe(misspelt.shown.replace('雞', '雜'))
  const cut = await wrong(changed(receipt, { name: [...item.name].slice(0, -2).join('') }))
  expect(cut.read).not.toBe(cut.shown)
  expect(cut.read).toContain('▢')
  const more = await wrong({ ...receipt, footer: [...receipt.footer, '再來坐'] })
  expect(more.read).toBe(more.shown)
  expect(more.strayDots).toBeGreaterThan(100)
})
