import iconv from 'iconv-lite'
import { type Drawing, MARGIN, type ReceiptLayout } from './shared-layout-sheet.ts'

/** A stretch of paper from `top` to `bottom` (dots): letters the printer has, or a picture. */
export type Band =
  | { kind: 'picture'; top: number; bottom: number }
  | { kind: 'text'; top: number; bottom: number; bytes: Buffer }

type CodePage = 'big5' | 'gb18030'
type TextDrawing = Drawing & { kind: 'text' }

/** Font A of a receipt printer: a letter is 12 dots wide, a Chinese one 24. */
const COLUMN_DOTS = 12
/** From this size on letters are printed doubled. */
const DOUBLE_FROM = 36

const BOLD = (isBold: boolean) => Buffer.from([0x1b, 0x45, isBold ? 1 : 0])
const SIZE = (isDouble: boolean) => Buffer.from([0x1d, 0x21, isDouble ? 0x11 : 0x00])
const LINE_FEED = Buffer.from([0x0a])

/**
 * Divides a layout into lines that a printer of a code page writes with its own letters, and
 * pictures of all the rest: codes, boxes, and every line with a letter that the page lacks, so that
 * nothing comes out as a question mark. A line that does not fit its columns is a picture, too.
 * @param codePage undefined: only what the layout itself wants as letters (a test page's samples).
 */
export function divideIntoBands(layout: ReceiptLayout, codePage: CodePage | undefined): Band[] {
  const bands: Band[] = []
  let shownTo = 0
  for (const row of rowsOf(layout.drawings)) {
    const bytes = textOf(row.drawings, layout.widthDots, codePage)
    const last = bands.at(-1)
    if (bytes) {
      bands.push({ kind: 'text', top: row.top, bottom: row.bottom, bytes })
    } else if (last?.kind === 'picture') {
      last.bottom = Math.max(last.bottom, row.bottom)
    } else {
      // The white above a picture belongs to it: a line feed has its own below every text.
      bands.push({ kind: 'picture', top: Math.min(shownTo, row.top), bottom: row.bottom })
    }
    shownTo = Math.max(shownTo, row.bottom)
  }
  const last = bands.at(-1)
  if (last?.kind === 'picture') last.bottom = layout.heightDots
  return bands
}

/** Drawings whose rows overlap belong together; the rows come from the top. */
function rowsOf(drawings: readonly Drawing[]) {
  const placed = drawings
    .map((drawing) => ({ drawing, ...reachOf(drawing) }))
    .sort((a, b) => a.top - b.top)
  const rows: { top: number; bottom: number; drawings: Drawing[] }[] = []
  for (const { drawing, top, bottom } of placed) {
    const last = rows.at(-1)
    if (last && top < last.bottom) {
      last.bottom = Math.max(last.bottom, bottom)
      last.drawings.push(drawing)
    } else rows.push({ top, bottom, drawings: [drawing] })
  }
  return rows
}

/** The rows of dots that a drawing may touch. Letters hang at most a third of their size below. */
function reachOf(drawing: Drawing): { top: number; bottom: number } {
  switch (drawing.kind) {
    case 'text':
      return {
        top: Math.max(0, Math.floor(drawing.y - drawing.sizeDots)),
        bottom: Math.ceil(drawing.y + drawing.sizeDots * 0.3),
      }
    case 'rule':
      return { top: drawing.y, bottom: drawing.y + 8 }
    case 'shield':
      return { top: drawing.y, bottom: drawing.y + drawing.sizeDots }
    case 'code':
      return {
        top: drawing.y,
        bottom: drawing.y + drawing.modules.length * drawing.moduleDots,
      }
    case 'bitmap':
      return { top: drawing.y, bottom: drawing.y + drawing.bitmap.heightDots }
    default:
      return { top: drawing.y, bottom: drawing.y + drawing.heightDots }
  }
}

/** A row as bytes, when every letter of it is in the code page and it fits the columns. */
function textOf(
  drawings: readonly Drawing[],
  widthDots: number,
  printersPage: CodePage | undefined,
): Buffer | undefined {
  const texts = drawings.filter((drawing) => drawing.kind === 'text')
  if (texts.length !== drawings.length) return undefined
  const codePage = texts[0]?.encoding ?? printersPage
  if (!codePage) return undefined
  const columnCount = Math.floor(widthDots / COLUMN_DOTS)
  const parts: Buffer[] = []
  let column = 0
  for (const text of texts.sort((a, b) => a.x - b.x)) {
    const bytes = encodeText(text.text, codePage)
    if (!bytes) return undefined
    const isDouble = text.sizeDots >= DOUBLE_FROM
    const columns = bytes.length * (isDouble ? 2 : 1)
    const start = columnOf(text, columns, widthDots, columnCount)
    // Two texts need a space between them, as they have on the picture.
    const isCrowded = start < (column === 0 ? 0 : column + 1)
    if (isCrowded || start + columns > columnCount) return undefined
    parts.push(SIZE(false), Buffer.alloc(start - column, 0x20))
    parts.push(SIZE(isDouble), BOLD(text.weight === 700), bytes)
    column = start + columns
  }
  return Buffer.concat([...parts, SIZE(false), BOLD(false), LINE_FEED])
}

/** The column a text begins in: what stands at the right edge, or in the middle, stays there. */
function columnOf(text: TextDrawing, columns: number, widthDots: number, columnCount: number) {
  const right = text.x + text.widthDots
  if (text.x > MARGIN && right > widthDots - MARGIN - 2) return columnCount - columns
  const isCentred = Math.abs(text.x - (widthDots - right)) <= 2
  if (text.x > MARGIN && isCentred) return Math.max(0, Math.floor((columnCount - columns) / 2))
  return Math.round((text.x - MARGIN) / COLUMN_DOTS)
}

/** Letters that every printer has in another form. */
const ASCII_FORMS: Record<string, string> = { '−': '-', '’': "'", ʼ: "'", '–': '-', '　': '  ' }

/**
 * A text in a code page; undefined when one letter is missing. Only what the ROM of a cheap printer
 * has counts: ASCII, and two bytes of Big5 without vendors' additions, or of GBK.
 */
export function encodeText(text: string, codePage: CodePage): Buffer | undefined {
  const parts: Buffer[] = []
  for (const letter of text) {
    const form = ASCII_FORMS[letter] ?? letter
    if (/^[\x20-\x7e]+$/.test(form)) {
      parts.push(Buffer.from(form, 'latin1'))
      continue
    }
    const bytes = iconv.encode(form, codePage === 'big5' ? 'cp950' : 'gbk')
    const isKnown = codePage === 'big5' ? isPlainBig5(bytes) : isGbk(bytes)
    if (!isKnown || iconv.decode(bytes, codePage === 'big5' ? 'cp950' : 'gbk') !== form) {
      return undefined
    }
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

/** Symbols (A140-A3BF), frequent letters (A440-C67E) and the others (C940-F9D5) of 1984's Big5. */
function isPlainBig5(bytes: Buffer): boolean {
  if (bytes.length !== 2) return false
  const code = bytes.readUInt16BE(0)
  return (
    (code >= 0xa140 && code <= 0xa3bf) ||
    (code >= 0xa440 && code <= 0xc67e) ||
    (code >= 0xc940 && code <= 0xf9d5)
  )
}

const isGbk = (bytes: Buffer): boolean => bytes.length === 2 && bytes.readUInt8(0) >= 0x81
