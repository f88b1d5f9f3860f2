import { createServer } from 'node:net'
import { scanGrayBuffer } from '@undecaf/zbar-wasm'
import qr from 'qr-image'
import { expect, test } from 'vitest'
import { sampleReceipt } from '#test/sample-receipt.ts'
import { encodeReceipt } from './escpos.ts'
import { renderRaster } from './render-raster.ts'
import { sendTcp } from './send-tcp.ts'
import type { PaperWidth } from './shared.ts'

const CONTENT = 'TILLAGE 231 山下雜貨店'

/** Everything that a real socket receives from one print. */
async function printed(widthDots: PaperWidth, end: { cut: boolean; drawer: boolean }) {
  const modules = qr
    .matrix(CONTENT, 'M')
    .map((row) => [...row].map((module) => (module ? '1' : '0')).join(''))
  const document = { ...sampleReceipt(), codes: [{ modules }] }
  const raster = renderRaster(document, widthDots)
  const server = createServer()
  const received = new Promise<Buffer>((resolve) => {
    server.on('connection', (socket) => {
      const chunks: Buffer[] = []
      socket.on('data', (chunk) => chunks.push(chunk))
      socket.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const target = { host: '127.0.0.1', port, allowHosts: ['127.0.0.0/8'] }
  await sendTcp(await encodeReceipt(raster, end), target)
  server.close()
  return { bytes: await received, raster }
}

/** Unpacks GS v 0 by the manual, with nothing of ours: grey pixels, and what is no picture. */
function unpack(bytes: Buffer) {
  const pixels: number[] = []
  const others: number[] = []
  const bands: number[] = []
  let width = 0
  for (let at = 0; at < bytes.length; ) {
    if (bytes.readUIntBE(at, Math.min(4, bytes.length - at)) !== 0x1d763000) {
      others.push(bytes.readUInt8(at++))
      continue
    }
    const [bytesPerRow, rows] = [bytes.readUInt16LE(at + 4), bytes.readUInt16LE(at + 6)]
    width = bytesPerRow * 8
    bands.push(rows)
    for (const byte of bytes.subarray(at + 8, at + 8 + bytesPerRow * rows)) {
      for (let bit = 7; bit >= 0; bit--) pixels.push((byte >> bit) & 1 ? 0 : 255)
    }
    at += 8 + bytesPerRow * rows
  }
  return { width, height: pixels.length / width, pixels, bands, others: Buffer.from(others) }
}

test.each([384, 576] as const)('a code printed over TCP at %i dots is read', async (widthDots) => {
  const { bytes, raster } = await printed(widthDots, { cut: true, drawer: true })
  const picture = unpack(bytes)

  expect(picture).toMatchObject({ width: widthDots, height: raster.heightDots })
  expect(Math.max(...picture.bands)).toBeLessThanOrEqual(128)
  const grey = Uint8Array.from(picture.pixels)
  const symbols = await scanGrayBuffer(grey.buffer, picture.width, picture.height)
  expect(symbols.map((symbol) => symbol.decode())).toEqual([CONTENT])
})

test('around the picture there is a reset, one pulse and one cut, and nothing else', async () => {
  const { bytes } = await printed(384, { cut: true, drawer: true })
  expect(unpack(bytes).others.toString('hex')).toBe('1b40' + '1b700019fa' + '1d564200')
})

test('a printer without drawer and blade gets neither, and paper to tear', async () => {
  const { bytes } = await printed(384, { cut: false, drawer: false })
  expect(unpack(bytes).others.toString('hex')).toBe('1b40' + '0a0a0a0a')
})
