import { mkdir, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { paperBytes, rasterToPng } from '#modules/printing/index.ts'
import { PAPER_WIDTHS, type PaperWidth, type ReceiptDocument } from '#modules/printing/shared.ts'
import { readPicture } from './read-picture.ts'
import { samplePapers } from './samples.ts'

/**
 * `npm run receipts`: sends a receipt to a socket as a printer would take it, and keeps what arrived
 * as the pictures of docs/printing. What they show went through the bytes, and nothing else.
 */
const FOLDER = 'docs/printing'

async function arrived(document: ReceiptDocument, widthDots: PaperWidth): Promise<Buffer> {
  const bytes = await paperBytes({
    document,
    widthDots,
    encoding: 'raster',
    density: 'normal',
    hasCutter: true,
    hasDrawer: true,
    openDrawer: true,
  })
  const chunks: Buffer[] = []
  const server = createServer((socket) => socket.on('data', (chunk) => chunks.push(chunk)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The socket has no port.')
  await new Promise<void>((resolve, reject) => {
    const socket = connect(address.port, '127.0.0.1', () => socket.end(bytes))
    socket.on('close', () => resolve())
    socket.on('error', reject)
  })
  await new Promise((resolve) => server.close(resolve))
  return Buffer.concat(chunks)
}

await mkdir(FOLDER, { recursive: true })
for (const widthDots of PAPER_WIDTHS) {
  const { designed } = samplePapers('zh-TW', widthDots)
  if (!designed) throw new Error('There is no such paper.')
  const { width, height, grey } = readPicture(await arrived(designed, widthDots))
  const rows = new Uint8Array((width / 8) * height)
  for (const [dot, shade] of grey.entries()) {
    if (shade === 0) rows[dot >> 3] = (rows[dot >> 3] ?? 0) | (0x80 >> (dot & 7))
  }
  const file = `${FOLDER}/receipt-${widthDots === 384 ? 58 : 80}.png`
  await writeFile(file, rasterToPng({ widthDots: width, heightDots: height, rows }))
  console.log(file)
}
