import type { LoaderFunctionArgs } from '@remix-run/node'
import { enterLearning } from '#app/server/learn-edge.server.ts'
import { answerJson } from '#app/server/till-edge.server.ts'
import { getLearnSnapshot } from '#modules/centre/index.ts'
import { inTenant } from '#modules/kernel/db.ts'

/** `GET /api/learn/snapshot`: open classes, their learners and how far they are, and the catalogue. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  answerJson(async () => {
    const { actor, device } = await enterLearning(request)
    return inTenant(actor, 'read only', (tx) => getLearnSnapshot(tx, device, new Date()))
  })
