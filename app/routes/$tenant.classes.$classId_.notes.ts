import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { noteAttendance, noteCards } from '#modules/centre/index.ts'

const MOST_NOTES = 200
const At = z.iso.datetime().transform((at) => new Date(at))
const Note = z.strictObject({
  id: z.uuid(),
  learnerId: z.uuid(),
  isThere: z.boolean(),
  how: z.enum(['tap', 'card']),
  at: At,
})
const Card = z.strictObject({ id: z.uuid(), cardHash: z.string().regex(/^[0-9a-f]{64}$/), at: At })
const Input = z.strictObject({
  classId: z.uuid(),
  notes: z.array(Note).max(MOST_NOTES),
  cards: z.array(Card).max(MOST_NOTES),
})

/** Notes of a roll, also those that waited on a device without network; sent again they change nothing. */
export const action = asResource(
  tenantAction('courses.teach', Input, async (tx, { classId, notes, cards }) => ({
    ...(await noteAttendance(tx, { classId, notes })),
    cards: await noteCards(tx, { classId, cards }),
  })),
)
