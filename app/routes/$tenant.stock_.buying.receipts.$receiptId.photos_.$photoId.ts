import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { purchases } from '#modules/buying/index.ts'
import { DomainError } from '#modules/kernel/errors.ts'

const Params = z.object({ receiptId: z.uuid(), photoId: z.uuid() })

/** A photograph of a slip, for people who are signed in. It never changes. */
export const loader = tenantLoader('goods.read', Params, async (tx, { photoId }) => {
  const photo = await purchases.findPhoto(tx, photoId)
  if (!photo) throw new DomainError('request.no_such_page', 'missing')
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      'Content-Type': photo.mediaType,
      'Content-Security-Policy': "default-src 'none'",
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  })
})
