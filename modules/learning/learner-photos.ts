import { createHash } from 'node:crypto'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { imageSize } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { learnerLeft, notAPhoto, photoTooLarge, unknownPhoto } from './errors.ts'
import { getLearner } from './queries.ts'
import { forgetPhotoOf, insertPhoto, selectNamedPhoto, selectPhoto } from './repository-photos.ts'
import { MAX_PHOTO_BYTES, PHOTO_EDGE } from './shared.ts'

/** A file of a few kilobytes can claim to unfold into gigabytes. */
const MOST_PIXELS = 4_000_000
/** From good to plain, until it is light enough. */
const QUALITIES = [82, 65, 45, 25]

/**
 * Puts a photograph on somebody's tile in place of the one before. Its first bytes say what it is; it
 * is then drawn anew, so that neither where it was taken nor anything hidden in the file stays.
 *
 * @param photo `consentWords` is the sentence that the learner said yes to.
 * @throws learning.unknown_learner, learning.learner_left, learning.photo_too_large,
 *   learning.not_a_photo
 */
export async function setPhoto(
  tx: Tx,
  learnerId: string,
  photo: { bytes: Buffer; consentWords: string },
): Promise<void> {
  const { leftAt } = await getLearner(tx, learnerId)
  if (leftAt !== null) throw learnerLeft()
  const bytes = await drawAnew(photo.bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await forgetPhotoOf(tx, learnerId)
  const { consentWords } = photo
  await insertPhoto(tx, { id: newId(), learnerId, bytes, sha256, consentWords })
  await recordAudit(tx, {
    action: 'learning.photo_set',
    targetType: 'learner',
    targetId: learnerId,
    detail: { consent: 'spoken' },
  })
}

async function drawAnew(bytes: Buffer): Promise<Buffer> {
  if (bytes.length > MAX_PHOTO_BYTES) throw photoTooLarge(MAX_PHOTO_BYTES)
  const isJpeg = bytes.length > 2 && bytes.readUInt16BE(0) === 0xffd8
  const size = isJpeg ? imageSize(bytes) : undefined
  if (!size || size.width * size.height > MOST_PIXELS) throw notAPhoto()
  const image = await loadImage(bytes).catch(() => undefined)
  const edge = Math.min(image?.width ?? 0, image?.height ?? 0)
  if (!image || edge === 0) throw notAPhoto()
  const canvas = createCanvas(PHOTO_EDGE, PHOTO_EDGE)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  const [x, y] = [(image.width - edge) / 2, (image.height - edge) / 2]
  context.drawImage(image, x, y, edge, edge, 0, 0, PHOTO_EDGE, PHOTO_EDGE)
  for (const quality of QUALITIES) {
    const drawn = await canvas.encode('jpeg', quality)
    if (drawn.length <= MAX_PHOTO_BYTES) return drawn
  }
  throw photoTooLarge(MAX_PHOTO_BYTES)
}

/** Takes somebody's photograph off, on their devices with the next look; there may be none. */
export async function removePhoto(tx: Tx, { learnerId }: { learnerId: string }): Promise<void> {
  if (!(await forgetPhotoOf(tx, learnerId))) return
  await recordAudit(tx, {
    action: 'learning.photo_removed',
    targetType: 'learner',
    targetId: learnerId,
  })
}

/** Somebody's photograph with who heard them agree; undefined without one. */
export const findPhoto = (tx: Tx, learnerId: string) => selectPhoto(tx, learnerId)

/**
 * A photograph for a device that was told of it.
 *
 * @param ownerId whose own phone asks; null for a venue's, which shows everybody of its classes.
 * @throws learning.unknown_photo
 */
export async function getPhoto(
  tx: Tx,
  { id, hash, ownerId }: { id: string; hash: string; ownerId: string | null },
): Promise<Buffer> {
  const row = await selectNamedPhoto(tx, id, hash)
  if (!row?.bytes || (ownerId !== null && row.learnerId !== ownerId)) throw unknownPhoto()
  return row.bytes
}
