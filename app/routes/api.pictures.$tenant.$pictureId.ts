import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { answerPicture } from '#app/server/picture.server.ts'

const Params = z.object({ pictureId: z.uuid() })

/** A photograph of the shop's goods, for people who are signed in. */
export const loader = tenantLoader('goods.read', Params, (tx, { pictureId }) =>
  answerPicture(tx, pictureId),
)
