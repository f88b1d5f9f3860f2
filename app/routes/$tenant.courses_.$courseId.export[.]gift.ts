import { exportLoader } from '#app/questions/export.server.ts'
import { questionFiles } from '#modules/learning/index.ts'

/** The questions of a course as a file that Moodle reads. */
export const loader = exportLoader('gift.txt', 'text/plain; charset=utf-8', (course) =>
  questionFiles.writeGift(course),
)
