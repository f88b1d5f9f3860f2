import type { LoaderFunctionArgs } from '@remix-run/node'
import { asLearnDevice } from '#app/server/learn-edge.server.ts'
import { answerPhoto } from '#app/server/photo.server.ts'
import { answerJson } from '#app/server/till-edge.server.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { photos } from '#modules/learning/index.ts'

const FILE = /^([0-9a-f-]{36})\.([0-9a-f]{64})$/

/**
 * `GET /api/learn/photos/<id>.<hash>`: a photograph on a tile, for a device that was told of it. What
 * was taken off is not there any more.
 */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerJson(() =>
    asLearnDevice(request, 'read only', async (tx, { learnerId: ownerId }) => {
      const [, id, hash] = FILE.exec(params.file ?? '') ?? []
      if (!id || !hash) throw new DomainError('learning.unknown_photo', 'missing')
      return answerPhoto(await photos.getPhoto(tx, { id, hash, ownerId }))
    }),
  )
