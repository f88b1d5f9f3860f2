import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { pictures } from '#modules/inventory/index.ts'
import { DomainError } from '#modules/kernel/errors.ts'

const Params = z.object({ pictureId: z.uuid() })

/** A shop's own photograph. A picture never changes, so a browser keeps it; nobody else may. */
export const loader = tenantLoader('goods.read', Params, async (tx, { pictureId }) => {
  const picture = await pictures.findPicture(tx, pictureId)
  if (!picture) throw new DomainError('request.no_such_page', 'missing')
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'Content-Type': picture.mediaType,
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  })
})
