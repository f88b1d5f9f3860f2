import type { PaperWidth, ReceiptDocument } from './shared-document.ts'
import { formatMoney } from './shared-figures.ts'
import { placeBars, placeCodes, placeLogo } from './shared-layout-codes.ts'
import {
  placeAward,
  placeGlyphs,
  placeItems,
  placeLabels,
  placeRuler,
  placeSections,
  placeTicketItems,
} from './shared-layout-report.ts'
import {
  BODY,
  baseline,
  INDENT,
  lineHeight,
  MARGIN,
  type MeasureText,
  placeAmount,
  placeCentred,
  placeDashed,
  placePair,
  placeRule,
  placeText,
  type ReceiptLayout,
  type Sheet,
  STRONG,
  sizeThatFits,
  TITLE,
} from './shared-layout-sheet.ts'

export type { Drawing, MeasureText, ReceiptLayout, TextStyle } from './shared-layout-sheet.ts'

const SHOP_SIZES = [48, 36]
const TOTAL_SIZES = [46, 36, 24]

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
  if (document.kind === 'label') {
    placeLabels(sheet, document, (bars) => placeBars(sheet, bars))
  } else if (document.kind === 'order_ticket') placeTicket(sheet, document)
  else placePaper(sheet, document)
  return { widthDots: sheet.width, heightDots: sheet.y + 12, drawings: sheet.drawings }
}

function placePaper(sheet: Sheet, document: ReceiptDocument) {
  if (document.logo) placeLogo(sheet, document.logo)
  placeHeading(sheet, document)
  placeMeta(sheet, document)
  placeAward(sheet, document)
  placeItems(sheet, document)
  placeSections(sheet, document)
  placeTotals(sheet, document)
  placePayments(sheet, document)
  placeRuler(sheet, document)
  placeGlyphs(sheet, document)
  placeCodes(sheet, document)
  if (document.bars) placeBars(sheet, document.bars)
  placeTip(sheet, document)
  placeFooter(sheet, document)
}

/** Whoever makes the order needs its number and what to make; whose shop it is they know. */
function placeTicket(sheet: Sheet, document: ReceiptDocument) {
  const { title, meta } = document
  if (meta.reprintMark) placeReprintMark(sheet, meta.reprintMark)
  placeCentred(sheet, title, TITLE)
  const sizeDots = sizeThatFits(sheet, meta.receiptNo, [72, 56, 40, 30])
  placeCentred(sheet, meta.receiptNo, { sizeDots, weight: 700 })
  placeText(sheet, meta.issuedAtText, BODY)
  for (const row of meta.rows) placeText(sheet, `${row.label} ${row.value}`, BODY)
  placeDashed(sheet)
  placeTicketItems(sheet, document)
  placeFooter(sheet, document, { sizeDots: 30, weight: 700 })
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

function placeFooter(
  sheet: Sheet,
  { footer }: ReceiptDocument,
  style: { sizeDots: number; weight: 400 | 700 } = BODY,
) {
  sheet.y += 6
  for (const line of footer) placeCentred(sheet, line, style)
}
