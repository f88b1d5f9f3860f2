import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { answerPhoto } from '#app/server/photo.server.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { photos } from '#modules/learning/index.ts'

const Params = z.object({ learnerId: z.uuid() })

/** `GET`: the photograph on somebody's tile, for trainers. */
export const loader = tenantLoader('courses.teach', Params, async (tx, { learnerId }) => {
  const photo = await photos.findPhoto(tx, learnerId)
  if (!photo?.bytes) throw new DomainError('learning.unknown_photo', 'missing')
  return answerPhoto(photo.bytes)
})
