/** What the server keeps of a photograph, with room for the rest of the form. */
const KEPT_BYTES = 290_000
/** A slip of paper is legible at this size. */
const EDGE = 1_600
const QUALITIES = [0.8, 0.65, 0.5, 0.35]

/**
 * A photograph made small enough to send, as JPEG: drawn anew, so that neither where it was taken nor
 * anything else hidden in the file goes along.
 *
 * @returns undefined for what the browser cannot draw.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob | undefined> {
  const image = await createImageBitmap(file).catch(() => undefined)
  if (!image) return undefined
  for (const edge of [EDGE, EDGE * 0.7, EDGE * 0.5]) {
    const scale = Math.min(1, edge / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.width * scale))
    canvas.height = Math.max(1, Math.round(image.height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve, 'image/jpeg', quality)
      })
      if (blob && blob.size <= KEPT_BYTES) return blob
    }
  }
  return undefined
}
