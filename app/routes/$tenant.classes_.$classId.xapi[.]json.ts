import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { statementsFile } from '#app/server/xapi-file.server.ts'
import { getClass } from '#modules/centre/index.ts'
import { listStatements } from '#modules/learning/index.ts'

/** What a class did in its course, as xAPI statements; nobody is named. */
export const loader = tenantLoader(
  'courses.teach',
  z.object({ classId: z.uuid() }),
  async (tx, { classId }, edge) => {
    const { courseId, members } = await getClass(tx, classId)
    const learnerIds = members.map(({ learnerId }) => learnerId)
    const words = {
      origin: new URL(edge.request.url).origin,
      tenantId: edge.actor.tenantId,
      language: languageOf(edge.request),
    }
    return statementsFile(await listStatements(tx, { learnerIds, courseId }, words), 'class')
  },
)
