import { z } from 'zod'
import { isDay } from '#app/components/dates.ts'
import { addVenue, instantAt, openClass, planClass } from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { getCourse } from '#modules/learning/index.ts'

const Line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'field.control')

export const ClassForm = z.strictObject({
  id: z.uuid(),
  lesson: z.string().regex(/^[a-z][a-z0-9-]{1,59}\/[0-9a-z][a-z0-9-]{1,59}$/),
  title: Line(120).default(''),
  venueId: z.union([z.uuid(), z.literal('')]).default(''),
  venueName: Line(80).default(''),
  day: z.string().refine(isDay, 'field.wrong'),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  isUnmeasured: z.literal('yes').optional(),
  intent: z.enum(['plan', 'open']),
})

/** Plans a class, at a new place if one is named, and opens its door if it begins now. */
export async function saveClass(
  tx: Tx,
  form: z.output<typeof ClassForm>,
  language: string,
): Promise<{ id: string }> {
  const [courseId = '', lessonId = ''] = form.lesson.split('/')
  const { lessons, title: courseTitle } = getCourse(courseId, language)
  const lessonTitle = lessons.find(({ id }) => id === lessonId)?.title ?? courseTitle
  const venue =
    form.venueName === '' ? undefined : await addVenue(tx, { id: newId(), name: form.venueName })
  const { id } = await planClass(tx, {
    id: form.id,
    title: form.title === '' ? lessonTitle : form.title,
    venueId: venue?.id ?? (form.venueId === '' ? null : form.venueId),
    courseId,
    lessonId,
    startsAt: await instantAt(tx, `${form.day}T${form.time}`),
    isMeasured: form.isUnmeasured === undefined,
  })
  if (form.intent === 'open') await openClass(tx, { classId: id })
  return { id }
}
