import type { Bars, Bitmap, ReceiptDocument } from './shared-document.ts'
import { BODY, placeCentred, type Sheet } from './shared-layout-sheet.ts'

/** A QR code is read reliably from 3 dots (0.375 mm) a module and needs 4 modules of white around. */
const MODULE_DOTS = 4
const QUIET_MODULES = 4

/** A linear code is read from 2 dots (0.25 mm) a module, and best at 3; 10 modules of white beside. */
const BAR_DOTS = [3, 2, 1]
const QUIET_BARS = 10
const BAR_HEIGHT = 88

export function placeCodes(sheet: Sheet, { codes }: Pick<ReceiptDocument, 'codes'>) {
  for (const { modules, caption } of codes) {
    const moduleDots = Math.max(
      1,
      Math.min(MODULE_DOTS, Math.floor(sheet.width / (modules.length + 2 * QUIET_MODULES))),
    )
    const x = Math.round((sheet.width - modules.length * moduleDots) / 2)
    sheet.y += QUIET_MODULES * moduleDots
    sheet.drawings.push({ kind: 'code', x, y: sheet.y, moduleDots, modules })
    sheet.y += (modules.length + QUIET_MODULES) * moduleDots
    if (caption) placeCentred(sheet, caption, BODY)
  }
}

/** A barcode in the middle, as wide as it may be, with the text it stands for below. */
export function placeBars(sheet: Sheet, { modules, text }: Bars) {
  const fits = (dots: number) => (modules.length + 2 * QUIET_BARS) * dots <= sheet.width
  const moduleDots = BAR_DOTS.find(fits) ?? 1
  const x = Math.round((sheet.width - modules.length * moduleDots) / 2)
  sheet.y += 8
  sheet.drawings.push({
    kind: 'bars',
    x,
    y: sheet.y,
    moduleDots,
    heightDots: BAR_HEIGHT,
    modules,
  })
  sheet.y += BAR_HEIGHT + 2
  if (text) placeCentred(sheet, text, BODY)
}

/** The shop's picture in the middle; what is wider than the paper is not printed. */
export function placeLogo(sheet: Sheet, bitmap: Bitmap) {
  if (bitmap.widthDots > sheet.width) return
  const x = Math.round((sheet.width - bitmap.widthDots) / 2)
  sheet.drawings.push({ kind: 'bitmap', x, y: sheet.y, bitmap })
  sheet.y += bitmap.heightDots + 10
}
