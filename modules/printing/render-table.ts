import PDFDocument from 'pdfkit'
import { drawLetters, type Pdf, pdfBytes, widthOfLetters } from './pdf-letters.ts'
import { wrapText } from './shared-wrap.ts'

export interface TableColumn {
  head: string
  align: 'start' | 'end'
  /** How much of the width it takes beside the others. */
  share: number
}

export interface TableRow {
  cells: readonly string[]
  /** A sum has a line above it and is bold; a heading is bold and has no amounts. */
  look?: 'heading' | 'sum' | 'total' | undefined
  /** Steps to the right of the first cell. */
  indent?: number | undefined
}

/** A table on as many sheets of A4 as it needs. */
export interface TablePaper {
  language: string
  /** Whose table it is. */
  name: string
  title: string
  /** What period or day it is of, and other lines below the title. */
  lines: readonly string[]
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
  /** Below the table on the last sheet. */
  notes?: readonly string[] | undefined
  isLandscape?: boolean | undefined
  /** `第 {{page}} 頁` in the reader's language. */
  pageWord: (page: number) => string
  /** So that the same books give the same file. */
  madeAt: Date
}

const MARGIN = 42
const SIZE = 10
const LINE = 14
const PAD = 5
const INK = '#231e17'
const RULE = '#b9ae98'

interface Pen {
  pdf: Pdf
  paper: TablePaper
  y: number
  page: number
  width: number
  bottom: number
}

/** A report as PDF: heads repeat on every sheet, long names wrap, no row is cut by a page's end. */
export async function renderTable(paper: TablePaper): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    layout: paper.isLandscape === true ? 'landscape' : 'portrait',
    margin: 0,
    lang: paper.language,
    info: { Title: `${paper.name} · ${paper.title}`, CreationDate: paper.madeAt },
  })
  const finished = pdfBytes(pdf)
  const pen: Pen = {
    pdf,
    paper,
    y: MARGIN,
    page: 1,
    width: pdf.page.width - 2 * MARGIN,
    bottom: pdf.page.height - MARGIN - LINE,
  }
  drawTitle(pen)
  drawHeads(pen)
  for (const row of paper.rows) drawRow(pen, row)
  for (const note of paper.notes ?? []) drawNote(pen, note)
  drawFoot(pen)
  pdf.end()
  return finished
}

function drawTitle(pen: Pen) {
  const { pdf, paper } = pen
  pdf.fillColor(INK)
  drawLetters(pdf, paper.name, { x: MARGIN, y: pen.y + SIZE, size: SIZE, weight: 400 })
  drawLetters(pdf, paper.title, { x: MARGIN, y: pen.y + 34, size: 18, weight: 700 })
  pen.y += 44
  for (const line of paper.lines) drawNote(pen, line)
  pen.y += 8
}

function drawHeads(pen: Pen) {
  const { columns } = pen.paper
  drawRow(pen, { cells: columns.map((column) => column.head), look: 'heading' }, true)
  rule(pen, 1)
}

/** Where each column begins and how wide it is. */
function places({ paper, width }: Pen) {
  const whole = paper.columns.reduce((sum, column) => sum + column.share, 0)
  let x = MARGIN
  return paper.columns.map(({ share, align }) => {
    const place = { x, width: (width * share) / whole, align }
    x += place.width
    return place
  })
}

function drawRow(pen: Pen, row: TableRow, isHead = false) {
  const { pdf } = pen
  const weight = row.look === undefined ? 400 : 700
  const measure = (text: string, size: number) => widthOfLetters(pdf, text, size, weight)
  const cells = places(pen).map((place, at) => {
    const indent = at === 0 ? (row.indent ?? 0) * 12 : 0
    const room = place.width - indent - 2 * PAD
    const text = row.cells[at] ?? ''
    const lines = text === '' ? [] : wrapText(text, room, { sizeDots: SIZE, weight }, measure)
    return { ...place, indent, lines }
  })
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length)) * LINE + 4
  if (pen.y + height > pen.bottom && !isHead) turnPage(pen)
  if (row.look === 'sum' || row.look === 'total') rule(pen, row.look === 'total' ? 1.5 : 0.5)
  pdf.fillColor(INK)
  for (const { x, width, align, indent, lines } of cells) {
    for (const [at, line] of lines.entries()) {
      const left = align === 'end' ? x + width - PAD - measure(line, SIZE) : x + PAD + indent
      drawLetters(pdf, line, { x: left, y: pen.y + SIZE + 3 + at * LINE, size: SIZE, weight })
    }
  }
  pen.y += height
}

function rule(pen: Pen, thickness: number) {
  pen.pdf.lineWidth(thickness).strokeColor(thickness > 1 ? INK : RULE)
  pen.pdf
    .moveTo(MARGIN, pen.y)
    .lineTo(MARGIN + pen.width, pen.y)
    .stroke()
}

function turnPage(pen: Pen) {
  drawFoot(pen)
  pen.pdf.addPage()
  pen.page += 1
  pen.y = MARGIN
  drawHeads(pen)
}

function drawNote(pen: Pen, text: string) {
  const { pdf } = pen
  const measure = (part: string, size: number) => widthOfLetters(pdf, part, size, 400)
  for (const line of wrapText(text, pen.width, { sizeDots: SIZE, weight: 400 }, measure)) {
    if (pen.y + LINE > pen.bottom) turnPage(pen)
    pdf.fillColor(INK)
    drawLetters(pdf, line, { x: MARGIN, y: pen.y + SIZE + 2, size: SIZE, weight: 400 })
    pen.y += LINE
  }
}

function drawFoot({ pdf, paper, page, width }: Pen) {
  const word = paper.pageWord(page)
  const left = MARGIN + width - widthOfLetters(pdf, word, 9, 400)
  pdf.fillColor(INK)
  drawLetters(pdf, word, { x: left, y: pdf.page.height - MARGIN / 2, size: 9, weight: 400 })
}
