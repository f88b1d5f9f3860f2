import type { Bitmap } from './shared-document.ts'
import type { Drawing, MeasureText, ReceiptLayout } from './shared-layout.ts'

/** The part of a 2D canvas that a receipt needs; a browser's and the server's both have it. */
export type ReceiptCanvas = {
  font: string
  fillStyle: unknown
  strokeStyle: unknown
  lineWidth: number
  textBaseline: unknown
  fillText(text: string, x: number, y: number): void
  fillRect(x: number, y: number, width: number, height: number): void
  measureText(text: string): { width: number }
  beginPath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void
  closePath(): void
  stroke(): void
}

/** Black dots on paper: `rows` has `widthDots / 8` bytes a row, the left dot in the highest bit. */
export type Raster = { widthDots: number; heightDots: number; rows: Uint8Array }

/**
 * Below this brightness (0 to 255) a dot is burnt, by the printer's density. `normal` is chosen so
 * that thin strokes stay whole; more of the soft edge of a letter makes it bolder.
 */
const BLACK_BELOW = { light: 100, normal: 150, dark: 205 } as const

/** Four bytes of 255, in whatever order a machine keeps them. */
const WHITE = 0xffffffff

/**
 * Chinese fonts draw ’ as wide as a Chinese letter, which tears a name such as Lrm’ay apart; the
 * letter apostrophe ʼ beside it in Unicode is drawn narrow. The document keeps what was written.
 */
export const asDrawn = (text: string) =>
  // Most texts have none, and the search by script costs more than measuring does.
  !text.includes('’') ? text : text.replace(/(?<=\p{Script=Latin})’|’(?=\p{Script=Latin})/gu, 'ʼ')

/** Measures with a canvas and a font family; give the same family to `drawReceipt`. */
export function canvasMeasure(canvas: ReceiptCanvas, family: string): MeasureText {
  let font = ''
  return (text, sizeDots, weight) => {
    const asked = `${weight} ${sizeDots}px ${family}`
    // To choose a font costs more than to measure with it.
    if (asked !== font) canvas.font = asked
    font = asked
    return canvas.measureText(asDrawn(text)).width
  }
}

/** Draws a layout in black on white; the canvas must be as large as the layout. */
export function drawReceipt(canvas: ReceiptCanvas, layout: ReceiptLayout, family: string): void {
  canvas.fillStyle = '#fff'
  canvas.fillRect(0, 0, layout.widthDots, layout.heightDots)
  canvas.fillStyle = '#000'
  canvas.strokeStyle = '#000'
  canvas.textBaseline = 'alphabetic'
  for (const drawing of layout.drawings) drawOne(canvas, drawing, family)
}

function drawOne(canvas: ReceiptCanvas, drawing: Drawing, family: string) {
  switch (drawing.kind) {
    case 'text':
      canvas.font = `${drawing.weight} ${drawing.sizeDots}px ${family}`
      canvas.fillText(asDrawn(drawing.text), Math.round(drawing.x), drawing.y)
      return
    case 'rule':
      return drawRule(canvas, drawing)
    case 'box':
      return drawBox(canvas, drawing)
    case 'shield':
      return drawShield(canvas, drawing)
    case 'block':
      canvas.fillRect(drawing.x, drawing.y, drawing.widthDots, drawing.heightDots)
      return
    case 'code':
      return drawCode(canvas, drawing)
    case 'bars':
      return drawBars(canvas, drawing)
    case 'bitmap':
      return drawBitmap(canvas, drawing)
  }
}

function drawRule(canvas: ReceiptCanvas, rule: Drawing & { kind: 'rule' }) {
  if (rule.style === 'double') {
    canvas.fillRect(rule.x, rule.y, rule.widthDots, 2)
    canvas.fillRect(rule.x, rule.y + 4, rule.widthDots, 2)
    return
  }
  // Where scissors go the dashes are long, so that nobody takes the line for a part of the label.
  const [step, dash] = rule.style === 'cut' ? [24, 12] : [9, 6]
  for (let x = 0; x < rule.widthDots; x += step) {
    canvas.fillRect(rule.x + x, rule.y, Math.min(dash, rule.widthDots - x), 2)
  }
}

/** The line, 4 dots wide, runs inside the box, so that a box at the edge is not cut. */
function drawBox(canvas: ReceiptCanvas, box: Drawing & { kind: 'box' }) {
  const [left, top, radius] = [box.x + 2, box.y + 2, box.radiusDots]
  const [right, bottom] = [box.x + box.widthDots - 2, box.y + box.heightDots - 2]
  canvas.lineWidth = 4
  canvas.beginPath()
  canvas.moveTo(left + radius, top)
  canvas.lineTo(right - radius, top)
  canvas.quadraticCurveTo(right, top, right, top + radius)
  canvas.lineTo(right, bottom - radius)
  canvas.quadraticCurveTo(right, bottom, right - radius, bottom)
  canvas.lineTo(left + radius, bottom)
  canvas.quadraticCurveTo(left, bottom, left, bottom - radius)
  canvas.lineTo(left, top + radius)
  canvas.quadraticCurveTo(left, top, left + radius, top)
  canvas.closePath()
  canvas.stroke()
}

/** A shield with an exclamation mark, on a grid of 24. */
function drawShield(canvas: ReceiptCanvas, { x, y, sizeDots }: Drawing & { kind: 'shield' }) {
  const unit = sizeDots / 24
  const at = (gridX: number, gridY: number) => [x + gridX * unit, y + gridY * unit] as const
  canvas.lineWidth = 3
  canvas.beginPath()
  canvas.moveTo(...at(12, 1))
  canvas.quadraticCurveTo(...at(16, 4), ...at(22, 4))
  canvas.lineTo(...at(22, 12))
  canvas.quadraticCurveTo(...at(21, 20), ...at(12, 23))
  canvas.quadraticCurveTo(...at(3, 20), ...at(2, 12))
  canvas.lineTo(...at(2, 4))
  canvas.quadraticCurveTo(...at(8, 4), ...at(12, 1))
  canvas.closePath()
  canvas.stroke()
  const [markX, markY] = at(12, 7)
  canvas.fillRect(Math.round(markX) - 2, Math.round(markY), 3, Math.round(6 * unit))
  canvas.fillRect(Math.round(markX) - 2, Math.round(markY + 8.5 * unit), 3, 4)
}

function drawCode(canvas: ReceiptCanvas, code: Drawing & { kind: 'code' }) {
  const { x, y, moduleDots, modules } = code
  for (const [row, line] of modules.entries()) {
    for (const run of blackRuns(line)) {
      const left = x + run.from * moduleDots
      canvas.fillRect(left, y + row * moduleDots, run.count * moduleDots, moduleDots)
    }
  }
}

function drawBars(canvas: ReceiptCanvas, bars: Drawing & { kind: 'bars' }) {
  for (const run of blackRuns(bars.modules)) {
    const widthDots = run.count * bars.moduleDots
    canvas.fillRect(bars.x + run.from * bars.moduleDots, bars.y, widthDots, bars.heightDots)
  }
}

function drawBitmap(canvas: ReceiptCanvas, { x, y, bitmap }: Drawing & { kind: 'bitmap' }) {
  for (const [row, line] of bitmapRows(bitmap).entries()) {
    for (const run of blackRuns(line)) canvas.fillRect(x + run.from, y + row, run.count, 1)
  }
}

/** The rows of a picture as `0` and `1`, from the top. What is missing at its end is white. */
export function bitmapRows({ widthDots, heightDots, bits }: Bitmap): string[] {
  const bytes = atob(bits)
  const bytesPerRow = widthDots / 8
  return Array.from({ length: heightDots }, (_, row) =>
    Array.from({ length: bytesPerRow }, (_, column) => {
      const byte = bytes.charCodeAt(row * bytesPerRow + column)
      return (Number.isNaN(byte) ? 0 : byte).toString(2).padStart(8, '0')
    }).join(''),
  )
}

/** Where `1`s stand beside each other. */
export function blackRuns(line: string): { from: number; count: number }[] {
  return [...line.matchAll(/1+/g)].map((run) => ({ from: run.index, count: run[0].length }))
}

/**
 * Turns a picture into dots that are burnt or not.
 * @param rgba four bytes a pixel, rows from the top; the width must be a multiple of 8.
 * @param density how much of a letter's soft edge is burnt.
 */
export function toRaster(
  rgba: Uint8ClampedArray,
  widthDots: number,
  heightDots: number,
  density: keyof typeof BLACK_BELOW = 'normal',
): Raster {
  const blackBelow = BLACK_BELOW[density]
  const rows = new Uint8Array((widthDots / 8) * heightDots)
  // Nearly all of a paper is white, which is told by one look at all four bytes.
  const pixels =
    rgba.byteOffset % 4 === 0 ? new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length >> 2) : []
  for (let dot = 0, at = 0; dot < widthDots * heightDots; dot++, at += 4) {
    if (pixels[dot] === WHITE) continue
    const brightness =
      ((rgba[at] ?? 255) * 299 + (rgba[at + 1] ?? 255) * 587 + (rgba[at + 2] ?? 255) * 114) / 1000
    if (brightness < blackBelow) rows[dot >> 3] = (rows[dot >> 3] ?? 0) | (0x80 >> (dot & 7))
  }
  return { widthDots, heightDots, rows }
}
