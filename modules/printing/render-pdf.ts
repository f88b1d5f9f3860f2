import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { layoutPaper } from './render-raster.ts'
import {
  bitmapRows,
  blackRuns,
  type Drawing,
  type PaperWidth,
  type ReceiptDocument,
} from './shared.ts'

const require = createRequire(import.meta.url)
const fontFile = (name: string) => require.resolve(`@expo-google-fonts/${name}.ttf`)

/** Points (1/72 inch) of a dot (1/203.2 inch: 8 a millimetre) and of a millimetre. */
const POINTS_PER_MM = 72 / 25.4
const POINTS_PER_DOT = POINTS_PER_MM / 8

/** The paper is wider than what a print head reaches. */
const PAPER_MM = { 384: 58, 576: 80 } as const

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

type Pdf = InstanceType<typeof PDFDocument>
type Weight = keyof typeof FONTS

/**
 * A document as a PDF file of one page, as wide as the paper and as long as it says: the layout
 * that printers print, as letters that can be searched and lines that stay sharp. Only the letters
 * that it uses are in it.
 */
export async function renderPdf(document: ReceiptDocument, widthDots: PaperWidth): Promise<Buffer> {
  const layout = layoutPaper(document, widthDots)
  const widthPoints = PAPER_MM[widthDots] * POINTS_PER_MM
  const pdf = new PDFDocument({
    size: [widthPoints, layout.heightDots * POINTS_PER_DOT],
    margin: 0,
    lang: document.language,
    info: {
      Title: [document.heading.shopName, document.title, document.meta.receiptNo]
        .filter(Boolean)
        .join(' · '),
      CreationDate: new Date(document.meta.issuedAt),
    },
  })
  const chunks: Buffer[] = []
  const finished = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  pdf.translate((widthPoints - widthDots * POINTS_PER_DOT) / 2, 0).scale(POINTS_PER_DOT)
  for (const drawing of layout.drawings) draw(pdf, drawing)
  pdf.end()
  return finished
}

function draw(pdf: Pdf, drawing: Drawing) {
  switch (drawing.kind) {
    case 'text':
      return drawText(pdf, drawing)
    case 'rule':
      return drawRule(pdf, drawing)
    case 'box': {
      const { x, y, widthDots, heightDots, radiusDots } = drawing
      pdf.lineWidth(4).roundedRect(x + 2, y + 2, widthDots - 4, heightDots - 4, radiusDots)
      pdf.stroke()
      return
    }
    case 'block':
      pdf.rect(drawing.x, drawing.y, drawing.widthDots, drawing.heightDots).fill()
      return
    case 'shield':
      return drawShield(pdf, drawing)
    case 'code':
      return drawRows(pdf, drawing, drawing.modules, drawing.moduleDots)
    case 'bars':
      return drawRows(pdf, drawing, [drawing.modules], drawing.moduleDots, drawing.heightDots)
    case 'bitmap':
      return drawRows(pdf, drawing, bitmapRows(drawing.bitmap), 1)
  }
}

/** Each stretch of letters in the first font that has them, one after the other. */
function drawText(pdf: Pdf, { x, y, text, sizeDots, weight }: Drawing & { kind: 'text' }) {
  let left = x
  for (const run of runsOf(pdf, text, weight)) {
    pdf.font(run.font).fontSize(sizeDots)
    pdf.text(run.text, left, y, { lineBreak: false, baseline: 'alphabetic' })
    left += pdf.widthOfString(run.text)
  }
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

function drawRule(pdf: Pdf, { x, y, widthDots, style }: Drawing & { kind: 'rule' }) {
  if (style === 'double') {
    pdf
      .rect(x, y, widthDots, 2)
      .rect(x, y + 4, widthDots, 2)
      .fill()
    return
  }
  const [dash, space] = style === 'cut' ? [12, 12] : [6, 3]
  pdf.lineWidth(2).dash(dash, { space })
  pdf
    .moveTo(x, y + 1)
    .lineTo(x + widthDots, y + 1)
    .stroke()
    .undash()
}

/** The shield of the canvas (`shared-draw.ts`), on its grid of 24. */
function drawShield(pdf: Pdf, { x, y, sizeDots }: Drawing & { kind: 'shield' }) {
  pdf
    .save()
    .translate(x, y)
    .scale(sizeDots / 24)
  pdf.lineWidth(2).path('M12 1Q16 4 22 4V12Q21 20 12 23 3 20 2 12V4Q8 4 12 1z').stroke()
  pdf.rect(11, 7, 2, 6).rect(11, 15.5, 2, 2.6).fill()
  pdf.restore()
}

function drawRows(
  pdf: Pdf,
  { x, y }: { x: number; y: number },
  rows: readonly string[],
  unit: number,
  height = unit,
) {
  for (const [row, line] of rows.entries()) {
    for (const { from, count } of blackRuns(line)) {
      pdf.rect(x + from * unit, y + row * unit, count * unit, height)
    }
  }
  pdf.fill()
}
