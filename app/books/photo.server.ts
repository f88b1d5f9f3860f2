import { money } from '#modules/bookkeeping/index.ts'
import { pictures } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

/** A photograph as a phone takes it, and the fields around it. */
export const PHOTO_FORM_BYTES = 9_000_000
/** Small print can still be read on it. */
const PHOTO_EDGE = 1600

/**
 * Keeps the photograph of a slip, if there is one: decoded and encoded anew, so that neither where it
 * was taken nor anything hidden in the file stays.
 *
 * @throws inventory.not_a_picture and the like
 */
export async function keepPhoto(tx: Tx, photo: File | undefined): Promise<string | undefined> {
  // A browser sends an empty file when none was chosen.
  if (!photo || photo.size === 0) return undefined
  const id = newId()
  const bytes = await pictures.shrinkPicture(Buffer.from(await photo.arrayBuffer()), PHOTO_EDGE)
  await money.savePhoto(tx, { id, bytes })
  return id
}
