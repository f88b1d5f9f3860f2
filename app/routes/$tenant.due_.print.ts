import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { queuePaper } from '#app/server/papers.server.ts'
import { reminderPapers } from '#app/server/reminders.server.ts'

/** The same slips on the centre's receipt printer, one after the other. */
export const action = asResource(
  tenantAction('courses.teach', z.object({ requestId: z.uuid() }), async (tx, { requestId }) => {
    for (const { learnerId, document } of await reminderPapers(tx, new Date())) {
      // Pressed twice, each is printed once.
      const id = uuidv5(learnerId, requestId)
      await queuePaper(tx, { document, sourceType: 'reminder', requestId: id })
    }
    return null
  }),
)
