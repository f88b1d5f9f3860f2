import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { pdfResponse } from '#app/server/papers.server.ts'
import { reminderSlips } from '#app/server/reminders.server.ts'
import { renderSlips } from '#modules/printing/index.ts'

/** Slips for everybody who wants one and has not been told, to be cut from sheets of A4. */
export const loader = tenantLoader('courses.teach', z.object({}), async (tx) =>
  pdfResponse(await renderSlips(await reminderSlips(tx, new Date())), 'slips'),
)
