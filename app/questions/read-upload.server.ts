import { z } from 'zod'
import type { Tx } from '#modules/kernel/db.ts'
import { getCourse, questionFiles } from '#modules/learning/index.ts'
import { COURSE_LANGUAGES } from '#modules/learning/shared.ts'

/** A file or a pasted text, and the course it is meant for. */
export const UploadForm = z.object({
  file: z.instanceof(File).optional(),
  text: z.string().default(''),
  courseId: z.string().min(1).max(60),
  language: z.enum(COURSE_LANGUAGES),
})

/** So many lines of each list are shown. */
const SHOWN = 100

/** What a file would become; nothing is kept. */
export async function readUpload(_tx: Tx, form: z.output<typeof UploadForm>) {
  const { courseId, language } = form
  const course = getCourse(courseId, language)
  // A browser sends an empty file when none was chosen; then it is what was pasted.
  const file = form.file && form.file.size > 0 ? form.file : undefined
  const content = file ? Buffer.from(await file.arrayBuffer()) : Buffer.from(form.text)
  const { questions, problems, notes, yaml } = questionFiles.readQuestionFile(content, {
    language,
    outcomes: course.outcomes.map(({ id }) => id),
    knownIds: course.questions.map(({ id }) => id),
  })
  return {
    courseId,
    language,
    fileName: file?.name.slice(0, 120) ?? '',
    counts: { questions: questions.length, problems: problems.length, notes: notes.length },
    questions: questions.slice(0, SHOWN),
    problems: problems.slice(0, SHOWN),
    notes: notes.slice(0, SHOWN),
    yaml,
  }
}

export type ReadUpload = Awaited<ReturnType<typeof readUpload>>
