import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { fileResponse } from '#app/server/file-response.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { getCourse } from '#modules/learning/index.ts'
import { COURSE_LANGUAGES, type CoursePack } from '#modules/learning/shared.ts'

const Address = z.object({
  courseId: z.string().max(60),
  /** The reader's own, unless another is asked for. */
  language: z.enum(COURSE_LANGUAGES).optional().catch(undefined),
})

/** Answers with the questions of one course in one language, as a file to keep. */
export const exportLoader = (
  ending: string,
  type: string,
  write: (course: CoursePack) => string | Uint8Array<ArrayBuffer>,
) =>
  tenantLoader('courses.teach', Address, async (_tx, { courseId, language }, edge) => {
    const course = getCourse(courseId, language ?? languageOf(edge.request))
    const name = `${course.courseId}-${course.language}.${ending}`
    return fileResponse(write(course), { name, type })
  })
