import { pictures } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'

/**
 * A shop's own photograph. It never changes, so whoever may see it keeps it; nobody else may.
 *
 * @throws request.no_such_page
 */
export async function answerPicture(tx: Tx, pictureId: string): Promise<Response> {
  const picture = await pictures.findPicture(tx, pictureId)
  if (!picture) throw new DomainError('request.no_such_page', 'missing')
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'Content-Type': picture.mediaType,
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  })
}
