import { readFile, writeFile } from 'node:fs/promises'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { rasterToPng, renderRaster } from '#modules/printing/index.ts'
import { PAPER_WIDTHS, ReceiptDocument } from '#modules/printing/shared.ts'
import { type SampleLanguage, samplePapers } from './samples.ts'

/**
 * Every kind of paper as a picture that a person has looked at. `GOLDEN=1` draws them anew; look
 * at what changed before it is kept. A few dots may differ where a letter's soft edge is rounded.
 */
const MOST_DIFFERENT = 0.0005

const fileOf = (name: string, widthDots: number, language: string) =>
  new URL(
    `./${name}-${widthDots === 384 ? 58 : 80}${language === 'en' ? '-en' : ''}.png`,
    import.meta.url,
  )

/** English is looked at where its words are long. */
const ENGLISH = ['receipt', 'shift-z', 'tab-statement', 'certificate', 'test']

async function dotsOf(png: Buffer) {
  const picture = await loadImage(png)
  const context = createCanvas(picture.width, picture.height).getContext('2d')
  context.drawImage(picture, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  const dots = Uint8Array.from({ length: data.length / 4 }, (_, dot) => data[dot * 4] ?? 0)
  return { width: picture.width, height: picture.height, dots }
}

const papers = (language: SampleLanguage) =>
  PAPER_WIDTHS.flatMap((widthDots) =>
    Object.entries(samplePapers(language, widthDots))
      .filter(([name]) => language === 'zh-TW' || ENGLISH.includes(name))
      .map(([name, document]) => ({ name, widthDots, document, language })),
  )

describe('every paper looks as it did when a person looked at it', () => {
  test.each([...papers('zh-TW'), ...papers('en')])(
    '$name at $widthDots dots in $language',
    async ({ name, widthDots, document, language }) => {
      expect(ReceiptDocument.parse(document)).toEqual(document)
      const png = rasterToPng(renderRaster(document, widthDots))
      const file = fileOf(name, widthDots, language)
      if (process.env.GOLDEN) await writeFile(file, png)
      const [drawn, golden] = [await dotsOf(png), await dotsOf(await readFile(file))]
      expect([drawn.width, drawn.height]).toEqual([golden.width, golden.height])
      const different = drawn.dots.filter((dot, at) => dot !== golden.dots[at]).length
      expect(different / drawn.dots.length).toBeLessThan(MOST_DIFFERENT)
    },
  )
})
