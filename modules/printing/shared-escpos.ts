import type { Raster } from './shared-draw.ts'

/** ESC @. It prints nothing, so it also shows whether a printer listens at all. */
export const RESET_PRINTER = Uint8Array.of(0x1b, 0x40)
/** ESC p 0 25 250: pin 2, 50 ms on, 500 ms off. */
export const DRAWER_PULSE = [0x1b, 0x70, 0x00, 0x19, 0xfa]
/** GS V 66 0: feed the last line past the blade and cut. */
export const CUT = [0x1d, 0x56, 0x42, 0x00]
/** Without a blade the paper is torn, some 4 lines above the print head. */
export const LINES_TO_TEAR_BAR = [0x0a, 0x0a, 0x0a, 0x0a]
/** Cheap printers hold about this much of a picture in memory; larger ones print garbage. */
export const BAND_ROWS = 128

/**
 * The bytes of a paper, made where there is no Node: the same that `encodeReceipt` makes of the
 * same raster. Reset, drawer, the picture in bands (GS v 0), cut or feed.
 * @param end `cut`: the printer has a blade. `drawer`: open it, before the paper comes.
 */
export function rasterBytes(
  raster: Raster,
  end: { cut: boolean; drawer: boolean },
): Uint8Array<ArrayBuffer> {
  const parts: ArrayLike<number>[] = [RESET_PRINTER, end.drawer ? DRAWER_PULSE : []]
  const bytesPerRow = raster.widthDots / 8
  for (let row = 0; row < raster.heightDots; row += BAND_ROWS) {
    const rowCount = Math.min(BAND_ROWS, raster.heightDots - row)
    parts.push(
      [0x1d, 0x76, 0x30, 0x00, bytesPerRow & 0xff, bytesPerRow >> 8, rowCount, 0],
      raster.rows.subarray(row * bytesPerRow, (row + rowCount) * bytesPerRow),
    )
  }
  parts.push(end.cut ? CUT : LINES_TO_TEAR_BAR)
  return joined(parts)
}

/** Opens the drawer and prints nothing. */
export const drawerPulseBytes = (): Uint8Array<ArrayBuffer> => joined([RESET_PRINTER, DRAWER_PULSE])

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
