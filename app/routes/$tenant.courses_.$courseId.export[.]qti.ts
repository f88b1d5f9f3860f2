import { exportLoader } from '#app/questions/export.server.ts'
import { questionFiles } from '#modules/learning/index.ts'

/** The questions with choices of a course as a QTI 3 package. */
export const loader = exportLoader(
  'qti.zip',
  'application/zip',
  (course) => new Uint8Array(questionFiles.writeQti(course)),
)
