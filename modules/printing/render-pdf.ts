import PDFDocument from 'pdfkit'
import { drawLetters, type Pdf, pdfBytes } from './pdf-letters.ts'
import { layoutPaper } from './render-raster.ts'
import {
  bitmapRows,
  blackRuns,
  type Drawing,
  type PaperWidth,
  type ReceiptDocument,
} from './shared.ts'

/** Points (1/72 inch) of a dot (1/203.2 inch: 8 a millimetre) and of a millimetre. */
const POINTS_PER_MM = 72 / 25.4
const POINTS_PER_DOT = POINTS_PER_MM / 8

/** The paper is wider than what a print head reaches. */
const PAPER_MM = { 384: 58, 576: 80 } as const

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
  const finished = pdfBytes(pdf)
  pdf.translate((widthPoints - widthDots * POINTS_PER_DOT) / 2, 0).scale(POINTS_PER_DOT)
  for (const drawing of layout.drawings) draw(pdf, drawing)
  pdf.end()
  return finished
}

function draw(pdf: Pdf, drawing: Drawing) {
  switch (drawing.kind) {
    case 'text':
      return drawLetters(pdf, drawing.text, { ...drawing, size: drawing.sizeDots })
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
