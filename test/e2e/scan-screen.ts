import { createCanvas, loadImage } from '@napi-rs/canvas'
import { scanGrayBuffer } from '@undecaf/zbar-wasm'

/** What a phone's camera reads off the screen, by a reader that is not ours. */
export async function scanScreen(picture: Buffer): Promise<string[]> {
  const image = await loadImage(picture)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const grey = Uint8Array.from({ length: image.width * image.height }, (_, at) => data[at * 4] ?? 0)
  const symbols = await scanGrayBuffer(grey.buffer, image.width, image.height)
  return symbols.map((symbol) => symbol.decode())
}
