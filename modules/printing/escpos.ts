import escpos from 'escpos'
import type { Raster } from './shared.ts'
import type { Band } from './text-mode.ts'

/** ESC p 0 25 250: pin 2, 50 ms on, 500 ms off. `escpos` leaves the two times out. */
const DRAWER_PULSE = Buffer.from([0x1b, 0x70, 0x00, 0x19, 0xfa])
/** ESC @. */
const RESET = Buffer.from([0x1b, 0x40])
/** GS V 66 0: feed the last line past the blade and cut. */
const CUT = Buffer.from([0x1d, 0x56, 0x42, 0x00])
/** Without a blade the paper is torn, some 4 lines above the print head. */
const LINES_TO_TEAR_BAR = 4
/** Cheap printers hold about this much of a picture in memory; larger ones print garbage. */
const BAND_ROWS = 128

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
export async function encodeReceipt(raster: Raster, { cut, drawer }: PaperEnd): Promise<Buffer> {
  const chunks: Buffer[] = []
  const printer = new escpos.Printer(memoryAdapter(chunks))
  printer.hardware('INIT')
  if (drawer) printer.print(DRAWER_PULSE)
  for (let row = 0; row < raster.heightDots; row += BAND_ROWS) {
    printer.raster(bandImage(raster, row, Math.min(BAND_ROWS, raster.heightDots - row)), 'normal')
  }
  if (cut) printer.print(CUT)
  else printer.feed(LINES_TO_TEAR_BAR)
  await flush(printer)
  return Buffer.concat(chunks)
}

/** FS &: two bytes above 0x7f are one Chinese letter. */
const CHINESE_MODE = Buffer.from([0x1c, 0x26])

/**
 * The bytes of a paper whose lines the printer writes with its own letters, with pictures between
 * them where letters do not do (see `divideIntoBands`).
 */
export async function encodeBands(
  bands: readonly Band[],
  raster: Raster,
  { cut, drawer }: PaperEnd,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  const printer = new escpos.Printer(memoryAdapter(chunks))
  printer.hardware('INIT')
  if (drawer) printer.print(DRAWER_PULSE)
  printer.print(CHINESE_MODE)
  for (const band of bands) {
    if (band.kind === 'text') printer.print(band.bytes)
    else {
      for (let row = band.top; row < band.bottom; row += BAND_ROWS) {
        printer.raster(bandImage(raster, row, Math.min(BAND_ROWS, band.bottom - row)), 'normal')
      }
    }
  }
  if (cut) printer.print(CUT)
  else printer.feed(LINES_TO_TEAR_BAR)
  await flush(printer)
  return Buffer.concat(chunks)
}

/** Opens the drawer and prints nothing: reset and pulse, no feed and no cut. */
export const encodeDrawerPulse = (): Buffer => Buffer.concat([RESET, DRAWER_PULSE])

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
