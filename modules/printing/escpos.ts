import escpos from 'escpos'
import type { Raster } from './shared.ts'
import { BAND_ROWS, CUT, DRAWER_PULSE, LINES_TO_TEAR_BAR, RESET_PRINTER } from './shared-escpos.ts'
import type { Band } from './text-mode.ts'

export type PaperEnd = {
  /** The printer has a blade. */
  cut: boolean
  /** Open the cash drawer, before the paper comes, so that nobody waits for change. */
  drawer: boolean
}

/**
 * Turns a raster into the bytes an ESC/POS printer takes: reset, drawer, the picture in bands
 * (GS v 0), cut. Everything is picture, so no code page and no font of the printer matters.
 * @see docs/decisions/007-receipt-raster.md
 */
export function encodeReceipt(raster: Raster, end: PaperEnd): Promise<Buffer> {
  return encodePaper(end, (printer) => printRows(printer, raster, 0, raster.heightDots))
}

/** FS &: two bytes above 0x7f are one Chinese letter. */
const CHINESE_MODE = Buffer.from([0x1c, 0x26])

/**
 * The bytes of a paper whose lines the printer writes with its own letters, with pictures between
 * them where letters do not do (see `divideIntoBands`).
 */
export function encodeBands(
  bands: readonly Band[],
  raster: Raster,
  end: PaperEnd,
): Promise<Buffer> {
  return encodePaper(end, (printer) => {
    printer.print(CHINESE_MODE)
    for (const band of bands) {
      if (band.kind === 'text') printer.print(band.bytes)
      else printRows(printer, raster, band.top, band.bottom)
    }
  })
}

/** A paper from reset and drawer to cut or feed; `write` puts on it what it says. */
async function encodePaper(
  { cut, drawer }: PaperEnd,
  write: (printer: escpos.Printer) => void,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  const printer = new escpos.Printer(memoryAdapter(chunks))
  printer.hardware('INIT')
  // `escpos` leaves the two times of a pulse out.
  if (drawer) printer.print(Buffer.from(DRAWER_PULSE))
  write(printer)
  if (cut) printer.print(Buffer.from(CUT))
  else printer.feed(LINES_TO_TEAR_BAR.length)
  await flush(printer)
  return Buffer.concat(chunks)
}

/** A picture, or a stretch of it, in pieces that a cheap printer can hold. */
function printRows(printer: escpos.Printer, raster: Raster, top: number, bottom: number): void {
  for (let row = top; row < bottom; row += BAND_ROWS) {
    printer.raster(bandImage(raster, row, Math.min(BAND_ROWS, bottom - row)), 'normal')
  }
}

/** Opens the drawer and prints nothing: reset and pulse, no feed and no cut. */
export const encodeDrawerPulse = (): Buffer => Buffer.from([...RESET_PRINTER, ...DRAWER_PULSE])

const flush = (printer: escpos.Printer) =>
  new Promise<void>((resolve, reject) => {
    printer.flush((error?: unknown) => (error ? reject(error) : resolve()))
  })

/** An escpos adapter that keeps the bytes; sending them is the business of a transport. */
function memoryAdapter(chunks: Buffer[]) {
  const adapter = {
    open: () => adapter,
    write: (data: Buffer, done: (error?: unknown) => void) => {
      chunks.push(Buffer.from(data))
      done()
      return adapter
    },
  }
  return adapter
}

/** A band that is packed already: escpos would unpack and pack every dot, ten times as slow. */
function bandImage(raster: Raster, firstRow: number, rowCount: number) {
  const bytesPerRow = raster.widthDots / 8
  const rows = raster.rows.subarray(firstRow * bytesPerRow, (firstRow + rowCount) * bytesPerRow)
  const image = new escpos.Image({ data: [], shape: [raster.widthDots, rowCount, 4] })
  return Object.assign(image, {
    toRaster: () => ({ data: Buffer.from(rows), width: bytesPerRow, height: rowCount }),
  })
}
