import { MAX_PHOTO_BYTES, PHOTO_EDGE } from '#modules/learning/shared.ts'

/** From good to plain, until it is light enough. */
const QUALITIES = [0.85, 0.7, 0.5, 0.3]

/**
 * A photograph as it is sent: the square in its middle, small, upright, and drawn anew, so that where
 * and when it was taken stays on the device. Undefined for what a browser can't open.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob | undefined> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
    () => undefined,
  )
  if (!picture) return undefined
  const canvas = document.createElement('canvas')
  canvas.width = PHOTO_EDGE
  canvas.height = PHOTO_EDGE
  const context = canvas.getContext('2d')
  const edge = Math.min(picture.width, picture.height)
  const [x, y] = [(picture.width - edge) / 2, (picture.height - edge) / 2]
  if (context) context.imageSmoothingQuality = 'high'
  context?.drawImage(picture, x, y, edge, edge, 0, 0, PHOTO_EDGE, PHOTO_EDGE)
  picture.close()
  for (const quality of QUALITIES) {
    const drawn = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, 'image/jpeg', quality),
    )
    if (drawn && drawn.size <= MAX_PHOTO_BYTES) return drawn
  }
  return undefined
}
