import { readCourses } from '#modules/learning/index.ts'

/** `npm run courses:check`: reads every course, and says what is wrong and where. */
const today = new Date().toISOString().slice(0, 10)
const only = process.argv.slice(2)
const courses = readCourses('courses', today).filter(
  ({ folder }) => only.length === 0 || only.includes(folder),
)
let wrong = 0
for (const { folder, problems, warnings, packs } of courses) {
  for (const { file, line, message } of problems)
    console.log(`courses/${folder}/${file}${line ? `:${line}` : ''}  ${message}`)
  for (const { file, message } of warnings)
    console.log(`courses/${folder}/${file}  (to look at) ${message}`)
  wrong += problems.length
  if (packs) {
    const { lessons, questions, scenarios } = packs['zh-TW']
    const bytes = Buffer.byteLength(JSON.stringify(packs['zh-TW']))
    console.log(
      `${folder}: ${lessons.length} lessons, ${questions.length} questions, ${scenarios.length} scenarios, ${Math.round(bytes / 1024)} kB`,
    )
  }
}
console.log(
  wrong === 0 ? `${courses.length} courses are in order.` : `${wrong} things are to be put right.`,
)
process.exit(wrong === 0 ? 0 : 1)
