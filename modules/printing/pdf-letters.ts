import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'

const require = createRequire(import.meta.url)
const fontFile = (name: string) => require.resolve(`@expo-google-fonts/${name}.ttf`)

const FONTS = {
  400: [
    fontFile('noto-sans-tc/400Regular/NotoSansTC_400Regular'),
    fontFile('noto-sans/400Regular/NotoSans_400Regular'),
  ],
  700: [
    fontFile('noto-sans-tc/700Bold/NotoSansTC_700Bold'),
    fontFile('noto-sans/700Bold/NotoSans_700Bold'),
  ],
} as const

export type Pdf = InstanceType<typeof PDFDocument>
type Weight = keyof typeof FONTS

/** The whole file, once `pdf.end()` was called. */
export function pdfBytes(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = []
  return new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
}

/** Each stretch of letters in the first font that has them, one after the other. */
export function drawLetters(
  pdf: Pdf,
  text: string,
  { x, y, size, weight }: { x: number; y: number; size: number; weight: Weight },
): void {
  let left = x
  for (const run of runsOf(pdf, text, weight)) {
    pdf.font(run.font).fontSize(size)
    pdf.text(run.text, left, y, { lineBreak: false, baseline: 'alphabetic' })
    left += pdf.widthOfString(run.text)
  }
}

/** How wide a text is in the fonts that it is drawn in. */
export function widthOfLetters(pdf: Pdf, text: string, size: number, weight: Weight): number {
  let width = 0
  for (const run of runsOf(pdf, text, weight)) {
    width += pdf.font(run.font).fontSize(size).widthOfString(run.text)
  }
  return width
}

function runsOf(pdf: Pdf, text: string, weight: Weight) {
  const [chinese, latin] = FONTS[weight]
  const runs: { font: string; text: string }[] = []
  for (const letter of text) {
    const last = runs.at(-1)
    // An accent that stands alone belongs to the letter before it, whatever font that is in.
    const font =
      last && /\p{M}/u.test(letter) ? last.font : isDrawn(pdf, chinese, letter) ? chinese : latin
    if (last?.font === font) last.text += letter
    else runs.push({ font, text: letter })
  }
  return runs
}

/**
 * Whether the Chinese font draws a letter as it should look: it lacks ʉ ɨ ḻ, and its ’ is as wide as
 * a Chinese letter. pdfkit reads the font and does not tell in its types which letters it has.
 */
function isDrawn(pdf: Pdf, font: string, letter: string): boolean {
  if (letter === '’') return false
  if (letter >= '\u3000' || /[\x20-\x7e]/.test(letter)) return true
  const embedded: unknown = Reflect.get(pdf.font(font), '_font')
  const read: unknown = isObject(embedded) ? Reflect.get(embedded, 'font') : undefined
  const has: unknown = isObject(read) ? Reflect.get(read, 'hasGlyphForCodePoint') : undefined
  return typeof has !== 'function' || has.call(read, letter.codePointAt(0)) === true
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
