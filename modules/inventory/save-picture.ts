import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Tx } from '#modules/kernel/db.ts'
import { notAPicture, pictureTooLarge, pictureTooManyPixels } from './errors.ts'
import { imageSize } from './image-size.ts'

/** A photograph from any phone is smaller. */
export const MAX_PICTURE_BYTES = 8_000_000
const MAX_PIXELS = 40_000_000
/** The longer edge of what is kept: sharp on a product's plate, small on the way to a till. */
const KEPT_EDGE = 512
const KEPT_BYTES = 300_000

/**
 * Keeps a photograph: decodes it, turns it upright, makes it small, and encodes it anew as WebP, so
 * that neither where it was taken nor anything hidden in the file stays. The bytes say what it is
 * (JPEG, PNG or WebP); the file's name and type are not believed, and drawings that can carry
 * scripts (SVG) are refused.
 *
 * @throws inventory.picture_too_large, inventory.picture_too_many_pixels, inventory.not_a_picture
 */
export async function savePicture(
  tx: Tx,
  input: { id: string; bytes: Buffer },
): Promise<{ id: string }> {
  const bytes = await shrinkPicture(input.bytes, KEPT_EDGE)
  await tx
    .insertInto('picture')
    .values({ id: input.id, mediaType: 'image/webp', bytes })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
  return { id: input.id }
}

/**
 * A photograph as WebP of at most 300 kB whose longer edge is no longer than told, upright, and
 * without anything that the file carried beside its pixels.
 *
 * @throws inventory.picture_too_large, inventory.picture_too_many_pixels, inventory.not_a_picture
 */
export async function shrinkPicture(bytes: Buffer, edge: number): Promise<Buffer> {
  if (bytes.length > MAX_PICTURE_BYTES) throw pictureTooLarge()
  const size = imageSize(bytes)
  if (!size) throw notAPicture()
  // Known before decoding: a file of a few kilobytes can claim to unfold into gigabytes.
  if (size.width * size.height > MAX_PIXELS) throw pictureTooManyPixels()
  const image = await loadImage(bytes).catch(() => undefined)
  if (!image || image.width === 0 || image.height === 0) throw notAPicture()
  const scale = Math.min(1, edge / Math.max(image.width, image.height))
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, width, height)
  for (const quality of [80, 40]) {
    const small = await canvas.encode('webp', quality)
    if (small.length <= KEPT_BYTES) return small
  }
  // Noise from edge to edge: half as many pixels say as much.
  const small = await canvas.encode('webp', 10)
  return small.length <= KEPT_BYTES ? small : shrinkPicture(small, Math.floor(edge / 2))
}

/** A picture's bytes, or undefined; another tenant's does not exist here. */
export async function findPicture(tx: Tx, id: string) {
  return tx
    .selectFrom('picture')
    .select(['mediaType', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst()
}
