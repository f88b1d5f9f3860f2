import iconv from 'iconv-lite'
import type { Raster } from './shared.ts'

/** One paper: what lies between two cuts. `raster` has no rows when only text was sent. */
export type DecodedPaper = { raster: Raster; text: string; isCut: boolean }
export type DecodedPrint = {
  papers: DecodedPaper[]
  drawerPulses: number
  /** Bytes that are no command this decoder knows: zero for everything Tillage sends. */
  unknownBytes: number
}

type Band = { bytesPerRow: number; rowCount: number; data: Uint8Array }
type Paper = { bands: Band[]; text: string }

const ESC = 0x1b
const GS = 0x1d
const FS = 0x1c

/**
 * Reads ESC/POS as far as Tillage writes it: reset, pictures (GS v 0), text and line feeds, Chinese
 * mode (FS &), bold (ESC E), size (GS !), drawer pulse (ESC p), cut (GS V). Epson, "ESC/POS Command
 * Reference".
 * @param codePage what the printer's own letters are.
 */
export function decodeEscPos(
  bytes: Uint8Array,
  codePage: 'big5' | 'gb18030' = 'big5',
): DecodedPrint {
  const print: DecodedPrint = { papers: [], drawerPulses: 0, unknownBytes: 0 }
  let paper: Paper = { bands: [], text: '' }
  const finish = (isCut: boolean) => {
    const isBlank = paper.bands.length === 0 && paper.text.trim() === ''
    if (!isBlank) {
      const text = iconv.decode(Buffer.from(paper.text, 'latin1'), codePage).trim()
      print.papers.push({ raster: joinBands(paper.bands), text, isCut })
    }
    paper = { bands: [], text: '' }
  }
  let at = 0
  while (at < bytes.length) {
    const [first, second, third] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0]
    if (first === ESC && second === 0x40) at += 2
    else if (first === ESC && second === 0x70) {
      print.drawerPulses += 1
      at += 5
    } else if (first === FS && (second === 0x26 || second === 0x2e)) at += 2
    else if ((first === ESC && second === 0x45) || (first === GS && second === 0x21)) at += 3
    else if (first === GS && second === 0x56) {
      finish(true)
      at += third >= 0x41 ? 4 : 3
    } else if (first === GS && second === 0x76 && third === 0x30) {
      const band = readBand(bytes, at)
      paper.bands.push(band)
      at += 8 + band.bytesPerRow * band.rowCount
    } else if (first === 0x0a || first >= 0x20) {
      paper.text += String.fromCharCode(first)
      at += 1
    } else {
      print.unknownBytes += 1
      at += 1
    }
  }
  finish(false)
  return print
}

function readBand(bytes: Uint8Array, at: number): Band {
  const word = (offset: number) => (bytes[at + offset] ?? 0) + 256 * (bytes[at + offset + 1] ?? 0)
  const [bytesPerRow, rowCount] = [word(4), word(6)]
  return { bytesPerRow, rowCount, data: bytes.subarray(at + 8, at + 8 + bytesPerRow * rowCount) }
}

/** Bands below each other; narrower ones begin at the left edge. */
function joinBands(bands: Band[]): Raster {
  const bytesPerRow = Math.max(0, ...bands.map((band) => band.bytesPerRow))
  const heightDots = bands.reduce((sum, band) => sum + band.rowCount, 0)
  const rows = new Uint8Array(bytesPerRow * heightDots)
  let row = 0
  for (const band of bands) {
    for (let index = 0; index < band.rowCount; index++, row++) {
      const from = index * band.bytesPerRow
      rows.set(band.data.subarray(from, from + band.bytesPerRow), row * bytesPerRow)
    }
  }
  return { widthDots: bytesPerRow * 8, heightDots, rows }
}
