import {
  canvasMeasure,
  drawerPulseBytes,
  drawReceipt,
  layoutReceipt,
  type Raster,
  type ReceiptDocument,
  rasterBytes,
  toRaster,
} from '#modules/printing/shared.ts'
import type { OwnPrinter } from './own-printer.ts'

/** The fonts of the device: what it reads on its screen it can also print. */
const FAMILY =
  '"Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", "Noto Sans", sans-serif'

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D

/** Dots are read back right away, so they may not lie in the graphics card. */
const READ_BACK = { willReadFrequently: true } as const

function canvasOf(width: number, height: number): Context {
  const canvas =
    typeof OffscreenCanvas === 'undefined'
      ? Object.assign(document.createElement('canvas'), { width, height })
      : new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', READ_BACK)
  if (!context || !('fillText' in context)) throw new Error('This browser can draw nothing')
  return context
}

let measuring: Context | undefined
let sheet: Context | undefined

/** Paper to draw on, as long as the longest so far: two megabytes anew each time would be felt. */
function sheetOf(width: number, height: number): Context {
  if (!sheet || sheet.canvas.width !== width || sheet.canvas.height < height) {
    sheet = canvasOf(width, height)
  }
  return sheet
}

/** A document as the dots a printer burns, drawn by this device. */
export function drawPaper(
  document: ReceiptDocument,
  { widthDots, density }: Pick<OwnPrinter, 'widthDots' | 'density'>,
): Raster {
  measuring ??= canvasOf(8, 8)
  const layout = layoutReceipt(document, { widthDots, measure: canvasMeasure(measuring, FAMILY) })
  const context = sheetOf(layout.widthDots, layout.heightDots)
  drawReceipt(context, layout, FAMILY)
  const { data } = context.getImageData(0, 0, layout.widthDots, layout.heightDots)
  return toRaster(data, layout.widthDots, layout.heightDots, density)
}

/** What is sent to a printer: a paper, with the drawer if it is to open, or the drawer alone. */
export function paperBytes(
  paper: { document: ReceiptDocument | null; opensDrawer: boolean },
  printer: Pick<OwnPrinter, 'widthDots' | 'density' | 'hasCutter' | 'hasDrawer'>,
): Uint8Array<ArrayBuffer> {
  const { document, opensDrawer } = paper
  if (!document) return drawerPulseBytes()
  const drawer = opensDrawer && printer.hasDrawer
  return rasterBytes(drawPaper(document, printer), { cut: printer.hasCutter, drawer })
}
