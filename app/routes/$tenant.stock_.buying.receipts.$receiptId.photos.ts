import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { purchases } from '#modules/buying/index.ts'
import { newId } from '#modules/kernel/ids.ts'

const Input = z.object({
  receiptId: z.uuid(),
  photoId: z.uuid().optional(),
  photo: z.instanceof(File).optional(),
  remove: z.uuid().optional(),
})

/** Keeps a photograph of a slip, or takes one off again. */
export const action = asResource(
  tenantAction(
    'goods.manage',
    Input,
    async (tx, { receiptId, photoId, photo, remove }) => {
      if (remove !== undefined) return purchases.removePhoto(tx, { id: remove, receiptId })
      const bytes = photo ? Buffer.from(await photo.arrayBuffer()) : Buffer.alloc(0)
      return purchases.addPhoto(tx, { id: photoId ?? newId(), receiptId, bytes })
    },
    undefined,
    { maxBytes: 400_000 },
  ),
)
