import { imageSize } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { notAPhoto, photoTooLarge, tooManyPhotos, unknownReceipt } from './errors.ts'
import { findReceipt } from './repository-receipts.ts'

/** A photograph that a phone has made small before sending it: a slip stays legible in it. */
export const MAX_PHOTO_BYTES = 300_000
const MAX_PHOTOS = 6
const MAX_EDGE = 4_000

/** What a file is by its first bytes; its name and stated type are not believed. */
function mediaTypeOf(bytes: Buffer): 'image/jpeg' | 'image/png' | 'image/webp' | undefined {
  const size = imageSize(bytes)
  if (!size || size.width < 1 || size.height < 1) return undefined
  if (size.width > MAX_EDGE || size.height > MAX_EDGE) return undefined
  if (bytes.readUInt16BE(0) === 0xffd8) return 'image/jpeg'
  return bytes.toString('latin1', 8, 12) === 'WEBP' ? 'image/webp' : 'image/png'
}

/**
 * Keeps a photograph of a slip with its receipt. Repeating an `id` keeps it once.
 *
 * @throws buying.unknown_receipt, buying.photo_too_large, buying.not_a_photo,
 *   buying.too_many_photos
 */
export async function addPhoto(
  tx: Tx,
  photo: { id: string; receiptId: string; bytes: Buffer },
): Promise<{ id: string }> {
  const receipt = await findReceipt(tx, photo.receiptId)
  if (!receipt) throw unknownReceipt()
  if (photo.bytes.length > MAX_PHOTO_BYTES) throw photoTooLarge()
  const mediaType = mediaTypeOf(photo.bytes)
  if (!mediaType) throw notAPhoto()
  const before = await listPhotos(tx, photo.receiptId)
  if (before.some((each) => each.id === photo.id)) return { id: photo.id }
  if (before.length >= MAX_PHOTOS) throw tooManyPhotos(MAX_PHOTOS)
  await tx
    .insertInto('purchasePhoto')
    .values({ ...photo, mediaType })
    .execute()
  await recordAudit(tx, {
    action: 'buying.photo_added',
    targetType: 'purchase_receipt',
    targetId: photo.receiptId,
    detail: { number: receipt.number },
  })
  return { id: photo.id }
}

/** Takes a photograph off its receipt for ever: it may show what it should not. */
export async function removePhoto(
  tx: Tx,
  { id, receiptId }: { id: string; receiptId: string },
): Promise<{ id: string }> {
  await tx
    .deleteFrom('purchasePhoto')
    .where('id', '=', id)
    .where('receiptId', '=', receiptId)
    .execute()
  await recordAudit(tx, {
    action: 'buying.photo_removed',
    targetType: 'purchase_receipt',
    targetId: receiptId,
  })
  return { id }
}

/** The photographs of a receipt, the earliest first, without their bytes. */
export const listPhotos = (tx: Tx, receiptId: string) =>
  tx
    .selectFrom('purchasePhoto')
    .select(['id', 'createdAt'])
    .where('receiptId', '=', receiptId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()

/** A photograph's bytes, or undefined; another shop's does not exist here. */
export const findPhoto = (tx: Tx, id: string) =>
  tx
    .selectFrom('purchasePhoto')
    .select(['mediaType', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst()
