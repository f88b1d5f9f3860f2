import { createRequire } from 'node:module'
import { crc32, deflateSync } from 'node:zlib'
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import {
  canvasMeasure,
  drawReceipt,
  layoutReceipt,
  type MeasureText,
  type PaperWidth,
  type PrintDensity,
  type Raster,
  type ReceiptDocument,
  type ReceiptLayout,
  toRaster,
} from './shared.ts'

const require = createRequire(import.meta.url)

/** Names of our own, so that no font of the machine can take their place and change the print. */
const CHINESE = 'Tillage Receipt'
/** Letters that Noto Sans TC lacks, as in romanised names: ʉ ɨ ʼ ŋ ḻ. */
const LATIN = 'Tillage Receipt Latin'
const FAMILY = `"${CHINESE}", "${LATIN}"`

const FONT_FILES = [
  ['@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf', CHINESE],
  ['@expo-google-fonts/noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf', CHINESE],
  ['@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf', LATIN],
  ['@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf', LATIN],
] as const

let measuringCanvas: Canvas | undefined

/** Widths by size, weight and text: most words of a receipt stand on the one before it, too. */
const widths = new Map<string, number>()
const MOST_WIDTHS = 10_000

function knownMeasure(): MeasureText {
  const measure = canvasMeasure(measuringContext(), FAMILY)
  return (text, sizeDots, weight) => {
    const key = `${sizeDots} ${weight} ${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    if (widths.size >= MOST_WIDTHS) widths.clear()
    const width = measure(text, sizeDots, weight)
    widths.set(key, width)
    return width
  }
}

/** Reads the fonts the first time (12 ms); every later receipt finds them in memory. */
function measuringContext() {
  if (!measuringCanvas) {
    for (const [file, family] of FONT_FILES) {
      const key = GlobalFonts.registerFromPath(require.resolve(file), family)
      if (!key) throw new Error(`The receipt font ${file} cannot be read.`)
    }
    measuringCanvas = createCanvas(8, 8)
  }
  return measuringCanvas.getContext('2d')
}

/**
 * Where everything of a document stands on paper of a width, by the fonts that print it.
 * @param widthDots 384 for 58 mm paper, 576 for 80 mm.
 */
export function layoutPaper(document: ReceiptDocument, widthDots: PaperWidth): ReceiptLayout {
  return layoutReceipt(document, { widthDots, measure: knownMeasure() })
}

/** Draws a layout as the dots a printer burns. */
export function rasterOf(layout: ReceiptLayout, density: PrintDensity = 'normal'): Raster {
  const context = createCanvas(layout.widthDots, layout.heightDots).getContext('2d')
  drawReceipt(context, layout, FAMILY)
  const { data } = context.getImageData(0, 0, layout.widthDots, layout.heightDots)
  return toRaster(data, layout.widthDots, layout.heightDots, density)
}

/**
 * Draws a receipt as the dots a printer burns.
 * @param widthDots 384 for 58 mm paper, 576 for 80 mm.
 */
export function renderRaster(
  document: ReceiptDocument,
  widthDots: PaperWidth,
  density: PrintDensity = 'normal',
): Raster {
  return rasterOf(layoutPaper(document, widthDots), density)
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * A raster as a PNG file, black on white, one bit a dot: printers take far longer pictures of this
 * kind than coloured ones.
 * @see https://www.w3.org/TR/png-3/ (grey, 1 bit: 0 is black; each row begins with its filter, 0)
 */
export function rasterToPng({ widthDots, heightDots, rows }: Raster): Buffer {
  const height = Math.max(1, heightDots)
  const rowBytes = widthDots / 8
  const lines = Buffer.alloc(height * (rowBytes + 1), 0xff)
  for (let row = 0; row < height; row++) {
    const at = row * (rowBytes + 1)
    lines[at] = 0
    for (let byte = 0; byte < rowBytes; byte++) {
      lines[at + 1 + byte] = (rows[row * rowBytes + byte] ?? 0) ^ 0xff
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthDots, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(lines)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
