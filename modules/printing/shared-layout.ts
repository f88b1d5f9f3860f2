import type { PaperWidth, ReceiptDocument } from './shared-document.ts'
import { formatMinor, formatMoney } from './shared-figures.ts'
import { wrapText } from './shared-wrap.ts'

/** Width in dots of a text at a size (height of a Chinese letter, in dots) and weight. */
export type MeasureText = (text: string, sizeDots: number, weight: 400 | 700) => number
export type TextStyle = { sizeDots: number; weight: 400 | 700 }

/** Something black on the paper. `x`, `y` in dots from the top left; `y` of a text is its baseline. */
export type Drawing =
  | ({ kind: 'text'; x: number; y: number; widthDots: number; text: string } & TextStyle)
  | { kind: 'rule'; x: number; y: number; widthDots: number; style: 'dashed' | 'double' }
  | { kind: 'box'; x: number; y: number; widthDots: number; heightDots: number; radiusDots: number }
  | { kind: 'shield'; x: number; y: number; sizeDots: number }
  | { kind: 'code'; x: number; y: number; moduleDots: number; modules: readonly string[] }

export type ReceiptLayout = {
  widthDots: PaperWidth
  heightDots: number
  drawings: Drawing[]
}

const MARGIN = 8
const GAP = 12
const INDENT = 24
const BODY = { sizeDots: 24, weight: 400 } as const
const STRONG = { sizeDots: 24, weight: 700 } as const
const TITLE = { sizeDots: 30, weight: 700 } as const
const SHOP_SIZES = [48, 36]
const TOTAL_SIZES = [46, 36, 24]
/** A QR code is read reliably from 3 dots (0.375 mm) a module and needs 4 modules of white around. */
const MODULE_DOTS = 4
const QUIET_MODULES = 4

const lineHeight = (sizeDots: number) => Math.round(sizeDots * 1.375)
const baseline = (sizeDots: number) => Math.round(sizeDots * 1.04)

/** The paper while it is being filled, from the top down. */
type Sheet = {
  width: PaperWidth
  left: number
  right: number
  y: number
  drawings: Drawing[]
  measure: MeasureText
}

/**
 * Places everything a document says on paper of a width. Pure: with the same `measure` the server
 * and a browser get the same drawing. Nothing is cut off: long names wrap at any letter, and an
 * amount that does not fit beside its name gets a line of its own.
 */
export function layoutReceipt(
  document: ReceiptDocument,
  options: { widthDots: PaperWidth; measure: MeasureText },
): ReceiptLayout {
  const sheet: Sheet = {
    width: options.widthDots,
    left: MARGIN,
    right: options.widthDots - MARGIN,
    y: 16,
    drawings: [],
    measure: options.measure,
  }
  placeHeading(sheet, document)
  placeMeta(sheet, document)
  placeItems(sheet, document)
  placeTotals(sheet, document)
  placePayments(sheet, document)
  placeCodes(sheet, document)
  placeTip(sheet, document)
  placeFooter(sheet, document)
  return { widthDots: sheet.width, heightDots: sheet.y + 12, drawings: sheet.drawings }
}

function placeHeading(sheet: Sheet, { heading }: ReceiptDocument) {
  const sizeDots = sizeThatFits(sheet, heading.shopName, SHOP_SIZES)
  placeCentred(sheet, heading.shopName, { sizeDots, weight: 700 })
  for (const line of heading.lines) placeCentred(sheet, line, BODY)
  placeDashed(sheet)
}

function placeMeta(sheet: Sheet, { title, meta }: ReceiptDocument) {
  if (meta.reprintMark) placeReprintMark(sheet, meta.reprintMark)
  placePair(sheet, { text: title, style: TITLE }, { text: meta.receiptNo, style: BODY })
  placeText(sheet, meta.issuedAtText, BODY)
  for (const row of meta.rows) placeText(sheet, `${row.label} ${row.value}`, BODY)
  placeDashed(sheet)
}

/** A mark that cannot be taken for an original, even on a worn print. */
function placeReprintMark(sheet: Sheet, mark: string) {
  const widthDots = Math.ceil(sheet.measure(mark, TITLE.sizeDots, TITLE.weight)) + 2 * INDENT
  const heightDots = lineHeight(TITLE.sizeDots) + 6
  const x = Math.round((sheet.width - widthDots) / 2)
  sheet.drawings.push({ kind: 'box', x, y: sheet.y, widthDots, heightDots, radiusDots: 4 })
  sheet.y += 3
  placeCentred(sheet, mark, TITLE)
  sheet.y += 10
}

function placeItems(sheet: Sheet, { items, adjustments }: ReceiptDocument) {
  if (items.length === 0 && adjustments.length === 0) return
  for (const item of items) {
    placeAmount(sheet, item.name, item.amountMinor)
    if (item.detail) placeText(sheet, item.detail, BODY, INDENT)
    if (item.discount) placeAmount(sheet, item.discount.label, item.discount.amountMinor, INDENT)
  }
  if (adjustments.length > 0) placeDashed(sheet)
  for (const row of adjustments) placeAmount(sheet, row.label, row.amountMinor)
  placeDashed(sheet)
}

function placeTotals(sheet: Sheet, { totals }: ReceiptDocument) {
  if (!totals) return
  const text = formatMoney(totals.totalMinor)
  const sizeDots = sizeThatFits(sheet, text, TOTAL_SIZES)
  placePair(sheet, { text: totals.label, style: TITLE }, { text, style: { sizeDots, weight: 700 } })
  sheet.y += 4
  placeRule(sheet, 'double')
  sheet.y += 18
  for (const tax of totals.taxLines) placeAmount(sheet, tax.label, tax.amountMinor)
}

function placePayments(sheet: Sheet, { payments, change }: ReceiptDocument) {
  for (const payment of payments) placeAmount(sheet, payment.label, payment.amountMinor)
  if (change) placeAmount(sheet, change.label, change.amountMinor, 0, STRONG)
}

function placeCodes(sheet: Sheet, { codes }: ReceiptDocument) {
  for (const { modules, caption } of codes) {
    const moduleDots = Math.min(
      MODULE_DOTS,
      Math.floor(sheet.width / (modules.length + 2 * QUIET_MODULES)),
    )
    const x = Math.round((sheet.width - modules.length * moduleDots) / 2)
    sheet.y += QUIET_MODULES * moduleDots
    sheet.drawings.push({ kind: 'code', x, y: sheet.y, moduleDots, modules })
    sheet.y += (modules.length + QUIET_MODULES) * moduleDots
    if (caption) placeCentred(sheet, caption, BODY)
  }
}

function placeTip(sheet: Sheet, { tip }: ReceiptDocument) {
  if (!tip) return
  const box = { x: sheet.left, y: sheet.y + 10, widthDots: sheet.right - sheet.left }
  const inner: Sheet = { ...sheet, left: sheet.left + 16, right: sheet.right - 16, y: box.y + 19 }
  inner.drawings.push({ kind: 'shield', x: inner.left + 4, y: inner.y, sizeDots: 36 })
  placeText(inner, tip.title, { sizeDots: 25, weight: 700 }, 54)
  inner.y += 13
  for (const line of tip.lines) placeTipLine(inner, line)
  inner.y += 14
  sheet.drawings.push({ ...box, kind: 'box', heightDots: inner.y - box.y, radiusDots: 6 })
  sheet.y = inner.y + 14
}

/** Strong stretches keep their weight when the line fits; a line that wraps is set plain. */
function placeTipLine(sheet: Sheet, line: { text: string; isStrong: boolean }[]) {
  const runs = line.map(({ text, isStrong }) => {
    const style = isStrong ? { sizeDots: 26, weight: 700 as const } : BODY
    return { text, style, widthDots: sheet.measure(text, style.sizeDots, style.weight) }
  })
  const widthDots = runs.reduce((sum, run) => sum + run.widthDots, 0)
  if (widthDots > sheet.right - sheet.left) {
    placeText(sheet, line.map(({ text }) => text).join(''), BODY)
    return
  }
  let x = sheet.left
  for (const { text, style, widthDots: runWidth } of runs) {
    const y = sheet.y + baseline(BODY.sizeDots)
    sheet.drawings.push({ kind: 'text', x, y, text, widthDots: runWidth, ...style })
    x += runWidth
  }
  sheet.y += lineHeight(BODY.sizeDots) + 4
}

function placeFooter(sheet: Sheet, { footer }: ReceiptDocument) {
  sheet.y += 6
  for (const line of footer) placeCentred(sheet, line, BODY)
}

/** The largest of the sizes at which a text stands on one line; the smallest when none does. */
function sizeThatFits(sheet: Sheet, text: string, sizes: readonly number[]): number {
  const maxDots = sheet.right - sheet.left
  const fitting = sizes.find((sizeDots) => sheet.measure(text, sizeDots, 700) <= maxDots)
  return fitting ?? sizes.at(-1) ?? BODY.sizeDots
}

function placeAmount(
  sheet: Sheet,
  label: string,
  amountMinor: number,
  indent = 0,
  style: TextStyle = BODY,
) {
  placePair(sheet, { text: label, style }, { text: formatMinor(amountMinor), style }, indent)
}

/** A name on the left that may wrap, and on its first line a short text at the right edge. */
function placePair(
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
function placeText(
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

function placeCentred(sheet: Sheet, text: string, style: TextStyle) {
  for (const line of balancedLines(sheet, text, style)) {
    const widthDots = sheet.measure(line, style.sizeDots, style.weight)
    const x = Math.floor((sheet.width - widthDots) / 2)
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

function placeDashed(sheet: Sheet) {
  sheet.y += 10
  placeRule(sheet, 'dashed')
  sheet.y += 14
}

function placeRule(sheet: Sheet, style: 'dashed' | 'double') {
  const widthDots = sheet.right - sheet.left
  sheet.drawings.push({ kind: 'rule', x: sheet.left, y: sheet.y, widthDots, style })
}
