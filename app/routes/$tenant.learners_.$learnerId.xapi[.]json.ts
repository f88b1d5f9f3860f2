import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { statementsFile } from '#app/server/xapi-file.server.ts'
import { listStatements } from '#modules/learning/index.ts'

/** What one learner did in every course, as xAPI statements; they are not named. */
export const loader = tenantLoader(
  'courses.teach',
  z.object({ learnerId: z.uuid() }),
  async (tx, { learnerId }, edge) => {
    const words = {
      origin: new URL(edge.request.url).origin,
      tenantId: edge.actor.tenantId,
      language: languageOf(edge.request),
    }
    return statementsFile(await listStatements(tx, { learnerIds: [learnerId] }, words), 'learner')
  },
)
