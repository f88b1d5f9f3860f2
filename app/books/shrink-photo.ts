/** The longer edge of what is sent: small print can still be read on it. */
const EDGE = 1600

/**
 * A photograph made small and upright by the browser, or undefined where it can't: then the server
 * does it, which is slower to send and nothing else.
 */
export async function shrinkPhoto(photo: File): Promise<File | undefined> {
  const image = await createImageBitmap(photo).catch(() => undefined)
  if (!image) return undefined
  const scale = Math.min(1, EDGE / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', 0.85),
  )
  return blob && blob.size < photo.size
    ? new File([blob], 'slip.jpg', { type: 'image/jpeg' })
    : undefined
}
