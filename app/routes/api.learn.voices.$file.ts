import type { LoaderFunctionArgs } from '@remix-run/node'
import { asLearnDevice } from '#app/server/learn-edge.server.ts'
import { answerJson } from '#app/server/till-edge.server.ts'
import { answerVoice } from '#app/server/voice.server.ts'
import { DomainError } from '#modules/kernel/errors.ts'

const FILE = /^([0-9a-f-]{36})\.([0-9a-f]{64})$/

/**
 * `GET /api/learn/voices/<id>.<hash>`: a block read aloud, for a device of the centre. Its name says
 * what is in it, so it never changes; what was taken off is not there any more.
 */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answerJson(() =>
    asLearnDevice(request, 'read only', (tx) => {
      const [, id, hash] = FILE.exec(params.file ?? '') ?? []
      if (!id || !hash) throw new DomainError('learning.unknown_voice', 'missing')
      return answerVoice(tx, { id, hash }, 'private, max-age=31536000, immutable')
    }),
  )
