import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { imageSize } from '#modules/inventory/index.ts'
import { unreadableLogo } from './errors.ts'
import { type Bitmap, toRaster } from './shared.ts'

/** Fits the narrow paper and looks right on the wide one; 30 mm high is plenty of paper. */
const MOST_WIDE = 368
const MOST_HIGH = 240

/** Pictures that are larger than this are not opened: a few bytes may unfold to gigabytes. */
const MOST_PIXELS = 40_000_000

/**
 * The logo of a shop out of a PNG or JPEG file, as dots.
 * @throws printing.unreadable_logo
 */
export async function readLogo(bytes: Uint8Array): Promise<Bitmap> {
  const size = imageSize(Buffer.from(bytes))
  if (!size || size.width * size.height > MOST_PIXELS) throw unreadableLogo()
  const picture = await loadImage(Buffer.from(bytes)).catch(() => undefined)
  if (!picture || picture.width === 0 || picture.height === 0) throw unreadableLogo()
  return logoFromPicture(picture)
}

/**
 * A picture as black dots: made as large as the paper allows without growing, on white. A drawing
 * of black on white stays sharp; a photograph becomes a pattern of dots (Floyd and Steinberg).
 */
export function logoFromPicture(picture: Canvas | Image): Bitmap {
  const scale = Math.min(1, MOST_WIDE / picture.width, MOST_HIGH / picture.height)
  const drawnWide = Math.max(1, Math.round(picture.width * scale))
  const heightDots = Math.max(1, Math.round(picture.height * scale))
  const widthDots = Math.ceil(drawnWide / 8) * 8
  const context = createCanvas(widthDots, heightDots).getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, widthDots, heightDots)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, Math.floor((widthDots - drawnWide) / 2), 0, drawnWide, heightDots)
  const { data } = context.getImageData(0, 0, widthDots, heightDots)
  if (isPhotograph(data)) dither(data, widthDots, heightDots)
  const { rows } = toRaster(data, widthDots, heightDots)
  return { widthDots, heightDots, bits: Buffer.from(rows).toString('base64') }
}

const brightnessAt = (data: Uint8ClampedArray, at: number) =>
  ((data[at] ?? 255) * 299 + (data[at + 1] ?? 255) * 587 + (data[at + 2] ?? 255) * 114) / 1000

/** More than a quarter of the picture is neither nearly black nor nearly white. */
function isPhotograph(data: Uint8ClampedArray): boolean {
  let greys = 0
  for (let at = 0; at < data.length; at += 4) {
    const brightness = brightnessAt(data, at)
    if (brightness > 60 && brightness < 210) greys += 1
  }
  return greys > data.length / 4 / 4
}

/** Spreads what is lost by making a dot black or white over the dots to the right and below. */
function dither(data: Uint8ClampedArray, widthDots: number, heightDots: number) {
  const grey = Float32Array.from({ length: widthDots * heightDots }, (_, dot) =>
    brightnessAt(data, dot * 4),
  )
  for (let y = 0; y < heightDots; y++) {
    for (let x = 0; x < widthDots; x++) {
      const dot = y * widthDots + x
      const was = grey[dot] ?? 255
      const is = was < 128 ? 0 : 255
      data.fill(is, dot * 4, dot * 4 + 3)
      for (const [right, down, share] of SPREAD) {
        const column = x + right
        if (column < 0 || column >= widthDots || y + down >= heightDots) continue
        const other = dot + right + down * widthDots
        grey[other] = (grey[other] ?? 255) + (was - is) * share
      }
    }
  }
}

const SPREAD = [
  [1, 0, 7 / 16],
  [-1, 1, 3 / 16],
  [0, 1, 5 / 16],
  [1, 1, 1 / 16],
] as const
