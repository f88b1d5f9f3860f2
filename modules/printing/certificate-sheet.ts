import { type Pdf, widthOfLetters } from './pdf-letters.ts'
import { wrapText } from './shared-wrap.ts'

/** A4 across, in points. */
export const SHEET = { width: 841.89, height: 595.28 } as const

/** The light theme's own (`tokens.css`); paper has no other theme. A test compares them. */
export const SHEET_COLOURS = {
  paper: '#f7f2e6',
  surface: '#fffdf8',
  ink: '#231e17',
  ink2: '#4a4235',
  tea: '#1e4d3b',
  onTea: '#fffdf8',
  teaTint: '#e3ecdd',
  gold: '#e5b53b',
  goldTint: '#faecc6',
} as const

/** A text in the largest of some sizes in which it stands in few enough lines; cut off nowhere. */
export function fitText(
  pdf: Pdf,
  text: string,
  how: { width: number; weight: 400 | 700; sizes: readonly number[]; maxLines: number },
): { lines: string[]; size: number } {
  const { width, weight, sizes, maxLines } = how
  const measure = (part: string, size: number) => widthOfLetters(pdf, part, size, weight)
  const fitted = sizes.map((size) => ({
    size,
    lines: wrapText(text, width, { sizeDots: size, weight }, measure),
  }))
  const smallest = fitted.at(-1) ?? { size: 12, lines: [text] }
  return fitted.find(({ lines }) => lines.length <= maxLines) ?? smallest
}

/** Ground, edge, a sun behind hills with furrows: the shop mark, as large as the sheet. */
export function drawGround(pdf: Pdf): void {
  const { width, height } = SHEET
  pdf.rect(0, 0, width, height).fill(SHEET_COLOURS.paper)
  pdf.save()
  pdf.roundedRect(24, 24, width - 48, height - 48, 14).fill(SHEET_COLOURS.surface)
  pdf.roundedRect(24, 24, width - 48, height - 48, 14).clip()
  pdf.circle(width - 118, 118, 54).fill(SHEET_COLOURS.goldTint)
  pdf.circle(width - 118, 118, 36).fill(SHEET_COLOURS.gold)
  pdf.path(`M0 ${height - 96}Q210 ${height - 176} 430 ${height - 108}T${width} ${height - 130}`)
  pdf.lineTo(width, height).lineTo(0, height).fill(SHEET_COLOURS.goldTint)
  pdf.path(`M0 ${height - 62}Q260 ${height - 128} 520 ${height - 70}T${width} ${height - 74}`)
  pdf.lineTo(width, height).lineTo(0, height).fill(SHEET_COLOURS.teaTint)
  pdf.restore()
  pdf.lineWidth(3).strokeColor(SHEET_COLOURS.tea)
  pdf.roundedRect(24, 24, width - 48, height - 48, 14).stroke()
  pdf.lineWidth(1).strokeColor(SHEET_COLOURS.gold)
  pdf.roundedRect(31, 31, width - 62, height - 62, 10).stroke()
}

/** The shop mark (`logo.tsx`) on its grid of 36. */
export function drawMark(pdf: Pdf, x: number, y: number, size: number): void {
  pdf.save()
  pdf.translate(x, y).scale(size / 36)
  pdf.roundedRect(0, 0, 36, 36, 8).fill(SHEET_COLOURS.tea)
  pdf.path(
    'M8.3 6.8h19.6l2.1 6.6v1.1a2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.8 0v-1.1z',
  )
  pdf.fill(SHEET_COLOURS.onTea)
  pdf.lineWidth(2.2).lineCap('round').strokeColor(SHEET_COLOURS.onTea)
  pdf.path('M13.6 21c-.5 3.2-1.9 6.3-4 8.9M18 21v8.9M22.4 21c.5 3.2 1.9 6.3 4 8.9').stroke()
  pdf.restore()
}

/** A tick on a round ground, as tall as a line of text. */
export function drawTick(pdf: Pdf, x: number, y: number, size: number): void {
  pdf.save()
  pdf.translate(x, y).scale(size / 20)
  pdf.circle(10, 10, 10).fill(SHEET_COLOURS.tea)
  pdf.lineWidth(2.6).lineCap('round').lineJoin('round').strokeColor(SHEET_COLOURS.onTea)
  pdf.path('M5.4 10.4L8.8 13.8L14.8 6.8').stroke()
  pdf.restore()
}
