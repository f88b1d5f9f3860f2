import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { money } from '#modules/bookkeeping/index.ts'
import { DomainError } from '#modules/kernel/errors.ts'

const Params = z.object({ photoId: z.uuid() })

/** The photograph of a slip. It never changes, so whoever may see it keeps it; nobody else may. */
export const loader = tenantLoader('books.read', Params, async (tx, { photoId }) => {
  const photo = await money.findMoneyPhoto(tx, photoId)
  if (!photo) throw new DomainError('request.no_such_page', 'missing')
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      'Content-Type': photo.mediaType,
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  })
})
