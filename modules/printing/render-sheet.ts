import PDFDocument from 'pdfkit'
import { SHEET_COLOURS } from './certificate-sheet.ts'
import { drawLetters, type Pdf, pdfBytes, widthOfLetters } from './pdf-letters.ts'
import { wrapText } from './shared-wrap.ts'

/** A paper for an office folder: who writes, what it is, and a table. Every text as it is to be read. */
export interface TableSheet {
  /** BCP 47 tag. */
  language: string
  shopName: string
  /** Below the shop's name: phone, address, 統一編號. */
  headingLines: readonly string[]
  title: string
  facts: readonly { label: string; value: string }[]
  columns: readonly {
    head: string
    /** Parts of the width. */
    share: number
    align?: 'start' | 'end'
  }[]
  rows: readonly (readonly string[])[]
  /** Below the table, at the right. */
  total?: { label: string; value: string } | undefined
  /** Below everything, each on lines of its own. */
  notes: readonly string[]
  /** e.g. `第 1 頁，共 2 頁`. */
  pageWords: (page: number, pages: number) => string
  at: Date
}

/** A4 upright, in points. */
const PAGE = { width: 595.28, height: 841.89 }
const EDGE = 56
const WIDTH = PAGE.width - 2 * EDGE
const BOTTOM = PAGE.height - 64
const SIZE = 11
const LEADING = 1.45
const PAD = 6

/**
 * A table as a PDF of A4 pages, with its head on each of them: any letter that the shop's papers
 * have, long texts on more lines and cut off nowhere.
 */
export async function renderSheet(sheet: TableSheet): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    lang: sheet.language,
    bufferPages: true,
    info: { Title: sheet.title, Author: sheet.shopName, CreationDate: sheet.at },
  })
  const finished = pdfBytes(pdf)
  let y = drawTableHead(pdf, sheet, drawTop(pdf, sheet))
  for (const row of sheet.rows) {
    const cells = layRow(pdf, sheet, row)
    const height = Math.max(...cells.map((lines) => lines.length)) * SIZE * LEADING + PAD
    if (y + height > BOTTOM) {
      pdf.addPage()
      y = drawTableHead(pdf, sheet, EDGE)
    }
    drawRow(pdf, sheet, cells, y)
    y += height
    pdf.lineWidth(0.5).strokeColor('#c9bda4')
    pdf
      .moveTo(EDGE, y)
      .lineTo(EDGE + WIDTH, y)
      .stroke()
  }
  drawEnd(pdf, sheet, y)
  numberPages(pdf, sheet)
  pdf.end()
  return finished
}

interface Words {
  size?: number
  weight?: 400 | 700
  colour?: string
}

function write(pdf: Pdf, text: string, x: number, y: number, words: Words = {}): void {
  const { size = SIZE, weight = 400, colour = SHEET_COLOURS.ink } = words
  pdf.fillColor(colour)
  drawLetters(pdf, text, { x, y, size, weight })
}

const wrap = (pdf: Pdf, text: string, width: number, size = SIZE, weight: 400 | 700 = 400) =>
  wrapText(text, width, { sizeDots: size, weight }, (part, letters) =>
    widthOfLetters(pdf, part, letters, weight),
  )

/** Who writes, what it is, to whom and when. @returns where it ends. */
function drawTop(pdf: Pdf, { shopName, headingLines, title, facts }: TableSheet): number {
  let y = EDGE + 18
  const half = WIDTH / 2 - 12
  for (const line of wrap(pdf, shopName, half, 16, 700)) {
    write(pdf, line, EDGE, y, { size: 16, weight: 700 })
    y += 16 * LEADING
  }
  for (const text of headingLines) {
    for (const line of wrap(pdf, text, half, 10)) {
      write(pdf, line, EDGE, y, { size: 10, colour: SHEET_COLOURS.ink2 })
      y += 10 * LEADING
    }
  }
  const right = EDGE + WIDTH / 2 + 12
  let other = EDGE + 18
  for (const line of wrap(pdf, title, half, 20, 700)) {
    write(pdf, line, right, other, { size: 20, weight: 700, colour: SHEET_COLOURS.tea })
    other += 20 * LEADING
  }
  for (const { label, value } of facts) {
    write(pdf, label, right, other, { size: 10, colour: SHEET_COLOURS.ink2 })
    for (const line of wrap(pdf, value, half - 84)) {
      write(pdf, line, right + 84, other)
      other += SIZE * LEADING
    }
  }
  return Math.max(y, other) + 14
}

/** Where each column begins, and how wide it is. */
function places({ columns }: TableSheet) {
  const all = columns.reduce((sum, column) => sum + column.share, 0)
  let x = EDGE
  return columns.map(({ share, align }) => {
    const width = (WIDTH * share) / all
    const place = { x, width: width - PAD, align: align ?? 'start' }
    x += width
    return place
  })
}

/** @returns where the rows begin. */
function drawTableHead(pdf: Pdf, sheet: TableSheet, from: number): number {
  const y = from + SIZE
  for (const [index, place] of places(sheet).entries()) {
    const head = sheet.columns[index]?.head ?? ''
    const width = widthOfLetters(pdf, head, 10, 700)
    const x = place.align === 'end' ? place.x + place.width - width : place.x
    write(pdf, head, x, y, { size: 10, weight: 700, colour: SHEET_COLOURS.ink2 })
  }
  pdf.lineWidth(1.5).strokeColor(SHEET_COLOURS.ink)
  pdf
    .moveTo(EDGE, y + 7)
    .lineTo(EDGE + WIDTH, y + 7)
    .stroke()
  return y + 7
}

const layRow = (pdf: Pdf, sheet: TableSheet, row: readonly string[]): string[][] =>
  places(sheet).map(({ width }, index) => wrap(pdf, row[index] ?? '', width))

function drawRow(pdf: Pdf, sheet: TableSheet, cells: readonly string[][], from: number): void {
  for (const [index, { x, width, align }] of places(sheet).entries()) {
    for (const [number, line] of (cells[index] ?? []).entries()) {
      const y = from + PAD / 2 + SIZE + number * SIZE * LEADING
      write(pdf, line, align === 'end' ? x + width - widthOfLetters(pdf, line, SIZE, 400) : x, y)
    }
  }
}

function drawEnd(pdf: Pdf, { total, notes }: TableSheet, from: number): void {
  let y = from + 26
  if (total) {
    const text = `${total.label}  ${total.value}`
    const x = EDGE + WIDTH - PAD - widthOfLetters(pdf, text, 14, 700)
    write(pdf, text, x, y, { size: 14, weight: 700 })
    y += 34
  }
  for (const note of notes.flatMap((text) => text.split('\n'))) {
    for (const line of wrap(pdf, note, WIDTH)) {
      if (y > BOTTOM) {
        pdf.addPage()
        y = EDGE + SIZE
      }
      write(pdf, line, EDGE, y)
      y += SIZE * LEADING
    }
  }
}

function numberPages(pdf: Pdf, { pageWords }: TableSheet): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(start + page)
    const text = pageWords(page + 1, count)
    const x = (PAGE.width - widthOfLetters(pdf, text, 9, 400)) / 2
    write(pdf, text, x, PAGE.height - 34, { size: 9, colour: SHEET_COLOURS.ink2 })
  }
}
