import PDFDocument from 'pdfkit'
import {
  drawGround,
  drawMark,
  drawTick,
  fitText,
  SHEET,
  SHEET_COLOURS,
} from './certificate-sheet.ts'
import { drawLetters, type Pdf, pdfBytes, widthOfLetters } from './pdf-letters.ts'
import { blackRuns } from './shared.ts'

/** A finished course as its paper for the wall tells of it; every text as it is to be read. */
export interface CertificateSheet {
  /** BCP 47 tag. */
  language: string
  centreName: string
  title: string
  /** Before the name, and after it. */
  lead: string
  name: string
  text: string
  /** Above the list; without outcomes neither is there. */
  learned: string
  outcomes: readonly string[]
  rows: readonly { label: string; value: string }[]
  code: { modules: readonly string[]; caption: string; url: string }
  issuedAt: Date
}

const LEFT = 72
const CODE = { size: 92, x: SHEET.width - 72 - 92, y: SHEET.height - 72 - 92 - 34 }
const TEXT_WIDTH = SHEET.width - 2 * LEFT
/** Beside the code. */
const NARROW = CODE.x - LEFT - 40

/**
 * A certificate as a PDF of one page, A4 across: any letter that the shop's papers have, long names in
 * smaller letters and on more lines. Its texts can be searched, and only the letters used are in it.
 */
export async function renderCertificate(sheet: CertificateSheet): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [SHEET.width, SHEET.height],
    margin: 0,
    lang: sheet.language,
    info: {
      Title: [sheet.title, sheet.name].join(' · '),
      Author: sheet.centreName,
      CreationDate: sheet.issuedAt,
    },
  })
  const finished = pdfBytes(pdf)
  drawGround(pdf)
  drawMark(pdf, LEFT, 62, 34)
  drawHead(pdf, sheet)
  drawOutcomes(pdf, sheet, drawWords(pdf, sheet))
  drawFoot(pdf, sheet)
  drawCode(pdf, sheet.code)
  pdf.end()
  return finished
}

interface Place {
  y: number
  size: number
  weight: 400 | 700
  colour: string
}

const line = (pdf: Pdf, text: string, x: number, { colour, ...place }: Place) => {
  pdf.fillColor(colour)
  drawLetters(pdf, text, { x, ...place })
}

function drawHead(pdf: Pdf, { centreName }: CertificateSheet) {
  const width = TEXT_WIDTH - 46 - 130
  const fitted = fitText(pdf, centreName, {
    width,
    weight: 700,
    sizes: [16, 13, 11, 9],
    maxLines: 2,
  })
  for (const [index, text] of fitted.lines.entries()) {
    const y = 85 + (index - (fitted.lines.length - 1) / 2) * fitted.size * 1.3
    line(pdf, text, LEFT + 46, {
      y,
      size: fitted.size,
      weight: 700,
      colour: SHEET_COLOURS.ink2,
    })
  }
}

/** Title, name and course, one below the other. @returns where they end. */
function drawWords(pdf: Pdf, sheet: CertificateSheet): number {
  const { title, lead, name, text } = sheet
  line(pdf, title, LEFT, { y: 158, size: 40, weight: 700, colour: SHEET_COLOURS.tea })
  line(pdf, lead, LEFT, { y: 192, size: 15, weight: 400, colour: SHEET_COLOURS.ink2 })
  let y = 196
  const written = [
    { text: name, weight: 700, colour: SHEET_COLOURS.ink, sizes: [46, 38, 30, 24], maxLines: 2 },
    { text, weight: 400, colour: SHEET_COLOURS.ink, sizes: [20, 17, 14], maxLines: 2 },
  ] as const
  for (const { weight, colour, sizes, maxLines, text: said } of written) {
    const { lines, size } = fitText(pdf, said, { width: TEXT_WIDTH, weight, sizes, maxLines })
    for (const each of lines) {
      y += size * 1.22
      line(pdf, each, LEFT, { y, size, weight, colour })
    }
    y += 10
  }
  return y
}

/** As many as there is room for above the foot, in letters that let all of them in if they can. */
function drawOutcomes(pdf: Pdf, { learned, outcomes }: CertificateSheet, from: number) {
  if (outcomes.length === 0) return
  const bottom = SHEET.height - 118
  line(pdf, learned, LEFT, { y: from + 24, size: 14, weight: 700, colour: SHEET_COLOURS.tea })
  const size = outcomes.length > 4 ? 12 : 14
  let y = from + 30
  for (const outcome of outcomes) {
    const width = NARROW - size - 8
    const { lines } = fitText(pdf, outcome, { width, weight: 400, sizes: [size], maxLines: 2 })
    if (y + lines.length * size * 1.4 > bottom) return
    drawTick(pdf, LEFT, y + size * 0.46, size)
    for (const each of lines) {
      y += size * 1.4
      line(pdf, each, LEFT + size + 8, { y, size, weight: 400, colour: SHEET_COLOURS.ink })
    }
  }
}

function drawFoot(pdf: Pdf, { rows }: CertificateSheet) {
  let x = LEFT
  for (const { label, value } of rows) {
    line(pdf, label, x, {
      y: SHEET.height - 82,
      size: 10,
      weight: 400,
      colour: SHEET_COLOURS.ink2,
    })
    line(pdf, value, x, { y: SHEET.height - 64, size: 14, weight: 700, colour: SHEET_COLOURS.ink })
    const widths = [widthOfLetters(pdf, label, 10, 400), widthOfLetters(pdf, value, 14, 700)]
    x += Math.max(...widths) + 36
  }
}

/** Dark on white with room around it, so that any telephone reads it from the wall. */
function drawCode(pdf: Pdf, { modules, caption, url }: CertificateSheet['code']) {
  const { size, x, y } = CODE
  pdf.roundedRect(x - 10, y - 10, size + 20, size + 20, 8).fill('#ffffff')
  const unit = size / modules.length
  for (const [row, text] of modules.entries()) {
    for (const { from, count } of blackRuns(text)) {
      pdf.rect(x + from * unit, y + row * unit, count * unit, unit)
    }
  }
  pdf.fill('#000000')
  const right = x + size + 10
  const small = { weight: 400, colour: SHEET_COLOURS.ink } as const
  for (const [text, below, letters] of [
    [caption, 24, 9],
    [url.replace(/^https?:\/\//, ''), 36, 7],
  ] as const) {
    const fitted = fitText(pdf, text, { width: 320, weight: 400, sizes: [letters, 6], maxLines: 1 })
    const said = fitted.lines[0] ?? ''
    const left = right - widthOfLetters(pdf, said, fitted.size, 400)
    line(pdf, said, left, { ...small, y: y + size + below, size: fitted.size })
  }
}
