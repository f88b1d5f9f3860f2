import type { LoaderFunctionArgs } from '@remix-run/node'
import { asLearnDevice } from '#app/server/learn-edge.server.ts'
import { answerJson } from '#app/server/till-edge.server.ts'
import { getLearnSnapshot } from '#modules/centre/index.ts'

/** `GET /api/learn/snapshot`: open classes, their learners and how far they are, and the catalogue. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerJson(() =>
    asLearnDevice(request, 'read only', (tx, device) => getLearnSnapshot(tx, device, new Date())),
  )
