import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** `npm run courses:new -- my-course`: a copy of the first course, which passes the checks, to be written over. */
const PATTERN = 'courses/stop-ask-rescue'
const [name = ''] = process.argv.slice(2)
const target = path.join('courses', name)
if (!/^[a-z][a-z0-9-]{2,39}$/.test(name)) {
  console.error(
    'Name the course in small letters, digits and hyphens: npm run courses:new -- my-course',
  )
  process.exit(1)
}
if (existsSync(target)) {
  console.error(`${target} is there already.`)
  process.exit(1)
}
const day = (months: number) => {
  const date = new Date()
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}
cpSync(PATTERN, target, { recursive: true })
for (const file of readdirSync(target, { recursive: true, encoding: 'utf8' })) {
  const place = path.join(target, file)
  if (!/\.(md|yaml)$/.test(file)) continue
  const filled = readFileSync(place, 'utf8')
    .replace(/^id: stop-ask-rescue$/m, `id: ${name}`)
    .replace(/^order: .*$/m, 'order: 99')
    .replace(/^checked_on: .*$/m, `checked_on: ${day(0)}`)
    .replace(/^review_by: .*$/m, `review_by: ${day(6)}`)
  writeFileSync(place, filled)
}
console.log(`${target} is ready. Write over its files, then: npm run courses:check -- ${name}`)
