import type { ReceiptDocument } from './shared-document.ts'
import { formatMinor } from './shared-figures.ts'
import {
  BODY,
  INDENT,
  lineHeight,
  MARGIN,
  placeAmount,
  placeCentred,
  placeDashed,
  placePair,
  placeText,
  type Sheet,
  STRONG,
  sizeThatFits,
  TITLE,
} from './shared-layout-sheet.ts'

/** Printers have 8 dots a millimetre, as near as makes no difference on 72 mm. */
const DOTS_PER_MM = 8

/** The parts of a report: a title, and below it rows with something at the right edge. */
export function placeSections(sheet: Sheet, { sections, totals, footer }: ReceiptDocument) {
  for (const [index, section] of (sections ?? []).entries()) {
    if (index > 0) placeDashed(sheet)
    if (section.title) {
      placeText(sheet, section.title, { sizeDots: 26, weight: 700 })
      sheet.y += 2
    }
    for (const row of section.rows) {
      const style = row.isStrong ? STRONG : BODY
      const indent = row.isPart ? INDENT : 0
      const value = row.amountMinor === undefined ? row.value : formatMinor(row.amountMinor)
      if (value === undefined) placeText(sheet, row.label, style, indent)
      else placePair(sheet, { text: row.label, style }, { text: value, style }, indent)
    }
  }
  if (sections?.length && (totals || footer.length > 0)) placeDashed(sheet)
}

/** What has to be made or fetched: how many and what, large enough to read from where one stands. */
export function placeTicketItems(sheet: Sheet, { items }: ReceiptDocument) {
  const style = { sizeDots: 40, weight: 700 } as const
  for (const [index, item] of items.entries()) {
    if (index > 0) sheet.y += 6
    const quantity = item.quantity ?? ''
    const isShort = sheet.measure(quantity, style.sizeDots, style.weight) <= 72
    if (isShort) {
      const top = sheet.y
      placeText(sheet, quantity, style)
      sheet.y = top
      placeText(sheet, item.name, style, 84)
    } else {
      placePair(sheet, { text: item.name, style }, { text: quantity, style })
    }
    if (item.detail) placeText(sheet, item.detail, { sizeDots: 30, weight: 400 }, 84)
  }
  placeDashed(sheet)
}

/** The name of the person, as large as it can be, between what a certificate says of them. */
export function placeAward(sheet: Sheet, { award }: ReceiptDocument) {
  if (!award) return
  sheet.y += 8
  placeCentred(sheet, award.lead, BODY)
  sheet.y += 8
  const sizeDots = sizeThatFits(sheet, award.name, [56, 48, 40, 32])
  placeCentred(sheet, award.name, { sizeDots, weight: 700 })
  sheet.y += 8
  placeCentred(sheet, award.text, TITLE)
  placeDashed(sheet)
}

/** Labels for the shelf one below the other, with a line to cut along between them. */
export function placeLabels(
  sheet: Sheet,
  { labels }: ReceiptDocument,
  placeBarcode: (bars: NonNullable<NonNullable<ReceiptDocument['labels']>[number]['bars']>) => void,
) {
  for (const [index, label] of (labels ?? []).entries()) {
    if (index > 0) placeCutLine(sheet)
    const nameDots = sizeThatFits(sheet, label.name, [40, 34, 28])
    placeCentred(sheet, label.name, { sizeDots: nameDots, weight: 700 })
    placeCentred(sheet, label.price, {
      sizeDots: sizeThatFits(sheet, label.price, [96, 80, 64, 46]),
      weight: 700,
    })
    const small = [label.per, label.unitPrice].filter(Boolean).join('　')
    if (small) placeCentred(sheet, small, BODY)
    if (label.bars) placeBarcode(label.bars)
  }
}

function placeCutLine(sheet: Sheet) {
  sheet.y += 20
  sheet.drawings.push({ kind: 'rule', x: 0, y: sheet.y, widthDots: sheet.width, style: 'cut' })
  sheet.y += 24
}

/**
 * A ruler over the whole width, with a number at every full centimetre: a printer that is set to
 * the wrong paper cuts it off. Below it strokes of 1 to 4 dots tell whether the head burns enough.
 */
export function placeRuler(sheet: Sheet, { ruler }: ReceiptDocument) {
  if (!ruler) return
  placeText(sheet, ruler.caption, BODY)
  sheet.y += 4
  const block = (x: number, y: number, widthDots: number, heightDots: number) =>
    sheet.drawings.push({ kind: 'block', x, y, widthDots, heightDots })
  block(0, sheet.y, sheet.width, 2)
  const lastMm = sheet.width / DOTS_PER_MM
  for (let mm = 0; mm <= lastMm; mm++) {
    const x = Math.min(mm * DOTS_PER_MM, sheet.width - 2)
    block(x, sheet.y, 2, mm % 10 === 0 || mm === lastMm ? 26 : mm % 5 === 0 ? 18 : 10)
  }
  for (let mm = 10; mm < lastMm; mm += 10) {
    const widthDots = sheet.measure(String(mm), 20, 400)
    const x = mm * DOTS_PER_MM - widthDots - 4
    const y = sheet.y + 26
    sheet.drawings.push({ kind: 'text', x, y, text: String(mm), widthDots, ...SMALL })
  }
  sheet.y += 40
  let x = MARGIN
  for (const thick of [1, 2, 3, 4]) {
    for (let stroke = 0; stroke < 6; stroke++, x += 2 * thick) block(x, sheet.y, thick, 24)
    x += 16
  }
  block(x, sheet.y, 24, 24)
  sheet.y += 24 + 12
}

const SMALL = { sizeDots: 20, weight: 400 } as const

/** One sample of each kind of letter, each below the name of its kind. */
export function placeGlyphs(sheet: Sheet, { glyphs, letters }: ReceiptDocument) {
  for (const { label, sample } of glyphs ?? []) {
    placeText(sheet, label, SMALL)
    placeText(sheet, sample, BODY)
  }
  if (glyphs?.length) placeDashed(sheet)
  if (!letters) return
  placeText(sheet, letters.caption, BODY)
  for (const { mark, encoding, text } of letters.lines) {
    const line = `${mark} ${text}`
    const widthDots = sheet.measure(line, BODY.sizeDots, BODY.weight)
    const y = sheet.y + BODY.sizeDots
    sheet.drawings.push({
      kind: 'text',
      x: sheet.left,
      y,
      text: line,
      widthDots,
      encoding,
      ...BODY,
    })
    sheet.y += lineHeight(BODY.sizeDots)
  }
  placeDashed(sheet)
}

/** The rows of a receipt: name, how many, amount, and what was taken off. */
export function placeItems(sheet: Sheet, { items, adjustments }: ReceiptDocument) {
  if (items.length === 0 && adjustments.length === 0) return
  for (const item of items) {
    placeAmount(sheet, item.name, item.amountMinor)
    if (item.detail) placeText(sheet, item.detail, BODY, INDENT)
    if (item.discount) placeAmount(sheet, item.discount.label, item.discount.amountMinor, INDENT)
  }
  if (items.length > 0 && adjustments.length > 0) placeDashed(sheet)
  for (const row of adjustments) placeAmount(sheet, row.label, row.amountMinor)
  placeDashed(sheet)
}
