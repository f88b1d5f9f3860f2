import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { takeHelp } from '#modules/centre/index.ts'

const Input = z.strictObject({ id: z.uuid(), classId: z.uuid(), learnerId: z.uuid() })

/** Somebody is on the way to a learner. */
export const action = asResource(tenantAction('courses.teach', Input, takeHelp))
