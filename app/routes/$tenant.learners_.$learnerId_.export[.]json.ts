import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { fileResponse } from '#app/server/file-response.server.ts'
import { exportLearner } from '#modules/centre/index.ts'
import { exportReminders } from '#modules/reminders/index.ts'

/** Everything that is kept about one learner, to take along. */
export const loader = tenantLoader(
  'courses.teach',
  z.object({ learnerId: z.uuid() }),
  async (tx, { learnerId }) => {
    const reminders = await exportReminders(tx, learnerId)
    const kept = { ...(await exportLearner(tx, learnerId)), reminders }
    const text = JSON.stringify(kept, null, 2)
    const name = `learner-${learnerId}.json`
    return fileResponse(`${text}\n`, { name, type: 'application/json; charset=utf-8' })
  },
)
