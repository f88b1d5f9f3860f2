import { createRequire } from 'node:module'
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import {
  canvasMeasure,
  drawReceipt,
  layoutReceipt,
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
  const measure = canvasMeasure(measuringContext(), FAMILY)
  return layoutReceipt(document, { widthDots, measure })
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

/** A raster as a PNG file, black on white, one pixel a dot. */
export function rasterToPng({ widthDots, heightDots, rows }: Raster): Buffer {
  const canvas = createCanvas(widthDots, Math.max(1, heightDots))
  const context = canvas.getContext('2d')
  const picture = context.createImageData(widthDots, Math.max(1, heightDots))
  for (let dot = 0; dot < widthDots * heightDots; dot++) {
    const isBlack = ((rows[dot >> 3] ?? 0) & (0x80 >> (dot & 7))) !== 0
    picture.data.fill(isBlack ? 0 : 255, dot * 4, dot * 4 + 3)
    picture.data[dot * 4 + 3] = 255
  }
  context.putImageData(picture, 0, 0)
  return canvas.toBuffer('image/png')
}
