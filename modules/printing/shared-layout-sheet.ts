import type { Bitmap, PaperWidth } from './shared-document.ts'
import { formatMinor } from './shared-figures.ts'
import { wrapText } from './shared-wrap.ts'

/** Width in dots of a text at a size (height of a Chinese letter, in dots) and weight. */
export type MeasureText = (text: string, sizeDots: number, weight: 400 | 700) => number
export type TextStyle = { sizeDots: number; weight: 400 | 700 }

/** Something black on the paper. `x`, `y` in dots from the top left; `y` of a text is its baseline. */
export type Drawing =
  | ({
      kind: 'text'
      x: number
      y: number
      widthDots: number
      text: string
      /** Sent as letters of this code page even to a printer that gets pictures otherwise. */
      encoding?: 'big5' | 'gb18030'
    } & TextStyle)
  | { kind: 'rule'; x: number; y: number; widthDots: number; style: 'dashed' | 'double' | 'cut' }
  | { kind: 'box'; x: number; y: number; widthDots: number; heightDots: number; radiusDots: number }
  | { kind: 'block'; x: number; y: number; widthDots: number; heightDots: number }
  | { kind: 'shield'; x: number; y: number; sizeDots: number }
  | { kind: 'code'; x: number; y: number; moduleDots: number; modules: readonly string[] }
  | { kind: 'bars'; x: number; y: number; moduleDots: number; heightDots: number; modules: string }
  | { kind: 'bitmap'; x: number; y: number; bitmap: Bitmap }

export type ReceiptLayout = {
  widthDots: PaperWidth
  heightDots: number
  drawings: Drawing[]
}

/** The paper while it is being filled, from the top down. */
export type Sheet = {
  width: PaperWidth
  left: number
  right: number
  y: number
  drawings: Drawing[]
  measure: MeasureText
}

/** The printed width keeps this much white on both sides. */
export const MARGIN = 8
export const INDENT = 24
export const BODY = { sizeDots: 24, weight: 400 } as const
export const STRONG = { sizeDots: 24, weight: 700 } as const
export const TITLE = { sizeDots: 30, weight: 700 } as const
const GAP = 12

export const lineHeight = (sizeDots: number) => Math.round(sizeDots * 1.375)
export const baseline = (sizeDots: number) => Math.round(sizeDots * 1.04)

/** The largest of the sizes at which a text stands on one line; the smallest when none does. */
export function sizeThatFits(sheet: Sheet, text: string, sizes: readonly number[]): number {
  const maxDots = sheet.right - sheet.left
  const fitting = sizes.find((sizeDots) => sheet.measure(text, sizeDots, 700) <= maxDots)
  return fitting ?? sizes.at(-1) ?? BODY.sizeDots
}

/** A label on the left and an amount at the right edge; without an amount the label alone. */
export function placeAmount(
  sheet: Sheet,
  label: string,
  amountMinor: number | undefined,
  indent = 0,
  style: TextStyle = BODY,
) {
  if (amountMinor === undefined) return placeText(sheet, label, style, indent)
  placePair(sheet, { text: label, style }, { text: formatMinor(amountMinor), style }, indent)
}

/** A name on the left that may wrap, and on its first line a short text at the right edge. */
export function placePair(
  sheet: Sheet,
  left: { text: string; style: TextStyle },
  right: { text: string; style: TextStyle },
  indent = 0,
) {
  const contentDots = sheet.right - sheet.left - indent
  const rightDots = sheet.measure(right.text, right.style.sizeDots, right.style.weight)
  const leftDots = sheet.measure(left.text, left.style.sizeDots, left.style.weight)
  // A name squeezed into less than half of the paper reads worse than one with its own lines.
  const besideDots = contentDots - rightDots - GAP
  const standsBeside = leftDots <= besideDots || besideDots >= contentDots / 2
  const height = standsBeside ? Math.max(left.style.sizeDots, right.style.sizeDots) : 0
  const top = sheet.y
  placeText(sheet, left.text, left.style, indent, standsBeside ? besideDots : contentDots, height)
  if (!standsBeside) {
    for (const text of wrapText(right.text, contentDots, right.style, sheet.measure)) {
      placeRight(sheet, text, right.style, sheet.y + baseline(right.style.sizeDots))
      sheet.y += lineHeight(right.style.sizeDots)
    }
    return
  }
  placeRight(sheet, right.text, right.style, top + baseline(height))
}

function placeRight(sheet: Sheet, text: string, style: TextStyle, y: number) {
  const widthDots = sheet.measure(text, style.sizeDots, style.weight)
  const x = Math.floor(sheet.right - widthDots)
  sheet.drawings.push({ kind: 'text', x, y, text, widthDots, ...style })
}

/** `firstHeight` is the size of a taller text on the same first line, whose baseline is shared. */
export function placeText(
  sheet: Sheet,
  text: string,
  style: TextStyle,
  indent = 0,
  maxDots = sheet.right - sheet.left - indent,
  firstHeight = 0,
) {
  const lines = wrapText(text, maxDots, style, sheet.measure)
  for (const [index, line] of lines.entries()) {
    const sizeDots = index === 0 ? Math.max(style.sizeDots, firstHeight) : style.sizeDots
    const widthDots = sheet.measure(line, style.sizeDots, style.weight)
    const position = { x: sheet.left + indent, y: sheet.y + baseline(sizeDots) }
    sheet.drawings.push({ kind: 'text', ...position, text: line, widthDots, ...style })
    sheet.y += lineHeight(sizeDots)
  }
}

export function placeCentred(sheet: Sheet, text: string, style: TextStyle) {
  for (const line of balancedLines(sheet, text, style)) {
    const widthDots = sheet.measure(line, style.sizeDots, style.weight)
    const x = Math.floor((sheet.left + sheet.right - widthDots) / 2)
    const y = sheet.y + baseline(style.sizeDots)
    sheet.drawings.push({ kind: 'text', x, y, text: line, widthDots, ...style })
    sheet.y += lineHeight(style.sizeDots)
  }
}

/** As few lines as the paper allows, of about the same length: no letter hangs alone below. */
function balancedLines(sheet: Sheet, text: string, style: TextStyle): string[] {
  const maxDots = sheet.right - sheet.left
  const fewest = wrapText(text, maxDots, style, sheet.measure)
  if (fewest.length === 1 || fewest.length > 4) return fewest
  const evenDots = sheet.measure(text, style.sizeDots, style.weight) / fewest.length
  for (let dots = Math.ceil(evenDots); dots < maxDots; dots += style.sizeDots) {
    const lines = wrapText(text, dots, style, sheet.measure)
    if (lines.length === fewest.length) return lines
  }
  return fewest
}

export function placeDashed(sheet: Sheet) {
  sheet.y += 10
  placeRule(sheet, 'dashed')
  sheet.y += 14
}

export function placeRule(sheet: Sheet, style: 'dashed' | 'double' | 'cut') {
  const widthDots = sheet.right - sheet.left
  sheet.drawings.push({ kind: 'rule', x: sheet.left, y: sheet.y, widthDots, style })
}
