import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { questionFiles, readCourse } from '#modules/learning/index.ts'
import { COURSE_LANGUAGES } from '#modules/learning/shared.ts'

/**
 * `npm run courses:gift -- stop-ask-rescue [out]`: the questions of a course as GIFT files for
 * Moodle, one a language, in a folder (here, unless one is named).
 */
const [name = '', folder = '.'] = process.argv.slice(2)
if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(path.join('courses', name))) {
  console.error('Name a course: npm run courses:gift -- stop-ask-rescue [out]')
  process.exit(1)
}
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}.`)
  process.exit(1)
}
const { packs } = readCourse(path.join('courses', name), new Date().toISOString().slice(0, 10))
if (!packs) {
  console.error(`Put the course right first: npm run courses:check -- ${name}`)
  process.exit(1)
}
for (const language of COURSE_LANGUAGES) {
  const file = path.join(folder, `${name}-${language}.gift.txt`)
  writeFileSync(file, questionFiles.writeGift(packs[language]))
  console.log(file)
}
