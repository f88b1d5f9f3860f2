/**
 * Unpacks the pictures (GS v 0) of ESC/POS bytes by Epson's manual, with nothing of ours: a byte a
 * dot, 0 is black; and the bytes that are no picture, in their order.
 */
export function readPicture(bytes: Uint8Array) {
  const view = Buffer.from(bytes)
  const dots: number[] = []
  const others: number[] = []
  const bands: number[] = []
  let width = 0
  for (let at = 0; at < view.length; ) {
    if (view.readUIntBE(at, Math.min(4, view.length - at)) !== 0x1d763000) {
      others.push(view.readUInt8(at++))
      continue
    }
    const [bytesPerRow, rows] = [view.readUInt16LE(at + 4), view.readUInt16LE(at + 6)]
    width = bytesPerRow * 8
    bands.push(rows)
    for (const byte of view.subarray(at + 8, at + 8 + bytesPerRow * rows)) {
      for (let bit = 7; bit >= 0; bit--) dots.push((byte >> bit) & 1 ? 0 : 255)
    }
    at += 8 + bytesPerRow * rows
  }
  const grey = Uint8Array.from(dots)
  return { width, height: grey.length / width, grey, bands, others: Buffer.from(others) }
}
