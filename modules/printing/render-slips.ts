import PDFDocument from 'pdfkit'
import { fitText, SHEET_COLOURS } from './certificate-sheet.ts'
import { drawLetters, type Pdf, pdfBytes, widthOfLetters } from './pdf-letters.ts'

/** A slip to be cut from a sheet; every text as it is to be read. */
export interface Slip {
  /** BCP 47 tag. */
  language: string
  centreName: string
  title: string
  /** Before the name, and after it. */
  lead: string
  name: string
  text: string
  where: string
  stop: string
  day: string
}

/** A4 upright, in points. */
const SHEET = { width: 595.28, height: 841.89 } as const
const COLUMNS = 2
const ROWS = 4
export const SLIPS_A_SHEET = COLUMNS * ROWS
const SLIP = { width: SHEET.width / COLUMNS, height: SHEET.height / ROWS } as const
/** Printers leave so much of the edge white, and scissors are not straight. */
const INSET = 22

/**
 * Slips as a PDF of A4 sheets, eight on each, with lines to cut along: any letter that the shop's papers
 * have, and long names in smaller letters and on more lines. Without slips it is one empty sheet.
 */
export async function renderSlips(slips: readonly Slip[]): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [SHEET.width, SHEET.height],
    margin: 0,
    lang: slips[0]?.language ?? 'zh-TW',
    autoFirstPage: false,
    info: { Title: slips[0]?.title ?? '', Author: slips[0]?.centreName ?? '' },
  })
  const finished = pdfBytes(pdf)
  for (let from = 0; from === 0 || from < slips.length; from += SLIPS_A_SHEET) {
    pdf.addPage()
    drawCuts(pdf)
    for (const [place, slip] of slips.slice(from, from + SLIPS_A_SHEET).entries()) {
      const x = (place % COLUMNS) * SLIP.width
      drawSlip(pdf, slip, x + INSET, Math.floor(place / COLUMNS) * SLIP.height + INSET)
    }
  }
  pdf.end()
  return finished
}

/** Where the scissors go. */
function drawCuts(pdf: Pdf) {
  pdf.save()
  pdf.lineWidth(0.7).dash(4, { space: 4 }).strokeColor(SHEET_COLOURS.ink2)
  for (let column = 1; column < COLUMNS; column += 1) {
    pdf
      .moveTo(column * SLIP.width, 0)
      .lineTo(column * SLIP.width, SHEET.height)
      .stroke()
  }
  for (let row = 1; row < ROWS; row += 1) {
    pdf
      .moveTo(0, row * SLIP.height)
      .lineTo(SHEET.width, row * SLIP.height)
      .stroke()
  }
  pdf.restore()
}

function drawSlip(pdf: Pdf, slip: Slip, x: number, top: number) {
  const width = SLIP.width - 2 * INSET
  let y = top
  const say = (
    text: string,
    how: { sizes: readonly number[]; weight: 400 | 700; maxLines: number; colour: string },
    gap: number,
  ) => {
    const { lines, size } = fitText(pdf, text, { width, ...how })
    for (const line of lines) {
      y += size * 1.25
      pdf.fillColor(how.colour)
      drawLetters(pdf, line, { x, y, size, weight: how.weight })
    }
    y += gap
  }
  const { ink, ink2, tea } = SHEET_COLOURS
  const small = { sizes: [10, 9], weight: 400, maxLines: 1 } as const
  const dayWidth = widthOfLetters(pdf, slip.day, 9, 400)
  pdf.fillColor(ink2)
  drawLetters(pdf, slip.day, { x: x + width - dayWidth, y: top + 12.5, size: 9, weight: 400 })
  const title = { sizes: [14, 12], weight: 700, maxLines: 1, colour: tea } as const
  say(slip.title, title, 4)
  say(slip.lead, { ...small, colour: ink2 }, 0)
  say(slip.name, { sizes: [28, 22, 17, 13], weight: 700, maxLines: 2, colour: ink }, 4)
  say(slip.text, { sizes: [15, 13, 11], weight: 700, maxLines: 2, colour: ink }, 2)
  say(slip.where, { sizes: [11, 10, 9], weight: 400, maxLines: 2, colour: ink }, 4)
  say(slip.stop, { ...small, maxLines: 2, colour: ink2 }, 0)
}
