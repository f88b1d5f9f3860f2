import { createServer } from 'node:net'
import { scanGrayBuffer } from '@undecaf/zbar-wasm'
import qr from 'qr-image'
import { expect, test } from 'vitest'
import { readPicture } from '#test/printing/read-picture.ts'
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

test.each([384, 576] as const)('a code printed over TCP at %i dots is read', async (widthDots) => {
  const { bytes, raster } = await printed(widthDots, { cut: true, drawer: true })
  const picture = readPicture(bytes)

  expect(picture).toMatchObject({ width: widthDots, height: raster.heightDots })
  expect(Math.max(...picture.bands)).toBeLessThanOrEqual(128)
  const symbols = await scanGrayBuffer(picture.grey.buffer, picture.width, picture.height)
  expect(symbols.map((symbol) => symbol.decode())).toEqual([CONTENT])
})

test('around the picture there is a reset, one pulse and one cut, and nothing else', async () => {
  const { bytes } = await printed(384, { cut: true, drawer: true })
  expect(readPicture(bytes).others.toString('hex')).toBe('1b40' + '1b700019fa' + '1d564200')
})

test('a printer without drawer and blade gets neither, and paper to tear', async () => {
  const { bytes } = await printed(384, { cut: false, drawer: false })
  expect(readPicture(bytes).others.toString('hex')).toBe('1b40' + '0a0a0a0a')
})
