import './qr-buffer.ts'
import { QR } from 'qr-image/lib/qr-base.js'

/**
 * A QR code (ISO/IEC 18004) as the path of an SVG, one unit a module, without the quiet zone.
 *
 * @returns how many modules wide it is, and its dark modules.
 */
export function qrPath(text: string): { size: number; path: string } {
  // L: paper that comes fresh out of a printer needs little repair, and more fits in.
  const rows = QR(text, 'L')
  const runs = rows.flatMap((row, y) =>
    row.flatMap((module, x) => (module ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return { size: rows.length, path: runs.join('') }
}

/** A QR code as rows of `0` and `1`, as papers carry it; level M, as the server draws it. */
export const qrModules = (text: string): string[] =>
  QR(text, 'M').map((row) => [...row].map((module) => (module ? '1' : '0')).join(''))
