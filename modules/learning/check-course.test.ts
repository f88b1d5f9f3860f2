import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readCourse, readCourses } from './read-course.ts'

const TODAY = '2026-11-27'
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** The first course with one file changed, and what the checks say of it. */
function check(file: string, change: (text: string) => string, today = TODAY) {
  const root = mkdtempSync(path.join(tmpdir(), 'tillage-course-'))
  folders.push(root)
  const folder = path.join(root, 'stop-ask-rescue')
  cpSync('courses/stop-ask-rescue', folder, { recursive: true })
  const place = path.join(folder, file)
  const before = readFileSync(place, 'utf8')
  const after = change(before)
  if (after === before && today === TODAY) throw new Error('nothing was changed')
  writeFileSync(place, after)
  const { packs, problems, warnings } = readCourse(folder, today)
  return { packs, said: problems.map(({ file: at, message }) => `${at}: ${message}`), warnings }
}

test('all twelve courses are in order, in both languages', () => {
  const courses = readCourses('courses', TODAY)
  expect(courses.flatMap(({ folder, problems }) => problems.map((each) => [folder, each]))).toEqual(
    [],
  )
  expect(courses).toHaveLength(12)
  for (const { packs } of courses) {
    expect(packs?.['zh-TW'].lessons).toHaveLength(3)
    expect(packs?.en.questions.length).toBeGreaterThanOrEqual(8)
    const { scenarios, questions } = packs?.['zh-TW'] ?? { scenarios: [], questions: [] }
    expect(scenarios.length).toBeGreaterThan(0)
    expect(questions.filter(({ about }) => about === 'genuine').length).toBeGreaterThanOrEqual(2)
  }
})

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    'a repeated id of a question',
    'questions.yaml',
    (t) => t.replace('- id: q-clinic', '- id: q-hurry'),
    /"q-hurry" stands here twice/,
  ],
  [
    'a repeated id of a block',
    'zh-TW/1-see.md',
    (t) => t.replace('{#signs}', '{#hurry}'),
    /block id "hurry" stands twice/,
  ],
  [
    'a question that is not there',
    'zh-TW/1-see.md',
    (t) => t.replace('use=q-hurry', 'use=q-hury'),
    /no question "q-hury"/,
  ],
  [
    'a missing block in one language',
    'en/1-see.md',
    (t) => t.replace(':::question{#ask-clinic use=q-clinic}\n:::\n', ''),
    /block 6 is .* and question#ask-clinic in zh-TW/,
  ],
  [
    'a picture without alt text',
    'zh-TW/1-see.md',
    (t) => t.replace(/ alt="[^"]*"/, ' alt=""'),
    /needs alt=/,
  ],
  [
    'a picture that is not there',
    'zh-TW/1-see.md',
    (t) => t.replace('phone-rings.svg', 'phone.svg'),
    /no pictures\/phone\.svg/,
  ],
  [
    'an unknown outcome',
    'questions.yaml',
    (t) => t.replace('outcome: hang-up', 'outcome: hang-on'),
    /unknown outcome "hang-on"/,
  ],
  [
    'an address that may lead somewhere',
    'questions.yaml',
    (t) => t.replaceAll('pay-power.example', 'pay-power.com'),
    /"pay-power\.com" may lead somewhere/,
  ],
  [
    'a long sentence',
    'zh-TW/1-see.md',
    (t) => t.replace('掛電話不會沒禮貌。', `${'很'.repeat(40)}長。`),
    /a sentence of 41, 36 at most/,
  ],
  [
    'two right options',
    'questions.yaml',
    (t) => t.replace('icon: card\n      feedback', 'icon: card\n      right: true\n      feedback'),
    /exactly one option is right/,
  ],
  [
    'text outside of a block',
    'zh-TW/1-see.md',
    (t) => `${t}\n散在外面的字\n`,
    /text outside of a block/,
  ],
  [
    'a link',
    'zh-TW/1-see.md',
    (t) => t.replace('掛電話', '[掛電話](https://x.example)'),
    /"link" is not allowed/,
  ],
  [
    'HTML',
    'zh-TW/1-see.md',
    (t) => t.replace('掛電話不會', '<b>掛電話</b>不會'),
    /"html" is not allowed/,
  ],
  [
    'a script in a drawing',
    'pictures/phone-rings.svg',
    (t) => t.replace('</svg>', '<script>1</script></svg>'),
    /a drawing has no "<script"/,
  ],
  [
    'something that acts in a drawing',
    'pictures/phone-rings.svg',
    (t) => t.replace('<circle', '<circle onclick="x()"'),
    /a drawing has no "onclick="/,
  ],
  [
    'a node that no way leads to',
    'scenarios.yaml',
    (t) => t.replace('next: family-says', 'next: end-safe'),
    /no way leads to "family-says"/,
  ],
  [
    'a way to nowhere',
    'scenarios.yaml',
    (t) => t.replace('next: problem', 'next: problm'),
    /leads to "problm", which is not there/,
  ],
  [
    'a path that never ends',
    'scenarios.yaml',
    (t) => t.replace(/(id: card-number[\s\S]*?)next: end-safe/, '$1next: card-number'),
    /from "card-number" no way ends/,
  ],
  [
    'a bad ending without the rescue',
    'scenarios.yaml',
    (t) => t.replace(/(id: after-pay[\s\S]*?)next: rescue/, '$1next: end-safe'),
    /"end-safe" ends badly without the rescue/,
  ],
  [
    'a harm that ends as if nothing had been',
    'scenarios.yaml',
    (t) => t.replace('ending: rescued', 'ending: safe'),
    /"end-rescued" says safe, after paid/,
  ],
  [
    'too few genuine items',
    'questions.yaml',
    (t) => t.replaceAll('about: genuine', 'about: neither'),
    /2 questions or more are about something genuine/,
  ],
  ['no YAML', 'questions.yaml', (t) => `${t}\n  - : [`, /questions\.yaml/],
])('the checks refuse %s', (_what, file, change, message) => {
  const { packs, said } = check(file, change)
  expect(said.join('\n')).toMatch(message)
  expect(packs).toBeUndefined()
})

test('a day of review that has passed is a warning, and the course stays', () => {
  const { packs, said, warnings } = check('course.yaml', (text) => text, '2027-06-01')
  expect(said).toEqual([])
  expect(packs).toBeDefined()
  expect(warnings).toMatchObject([{ message: expect.stringContaining('review_by has passed') }])
})

test('whatever somebody chooses in any course, it ends, and what went wrong ends in a rescue', () => {
  // The checks walk all ways; here only that nothing was left out of them.
  const courses = readCourses('courses', TODAY)
  const scenarios = courses.flatMap(({ packs }) => packs?.['zh-TW'].scenarios ?? [])
  expect(scenarios.length).toBeGreaterThanOrEqual(24)
  for (const scenario of scenarios) {
    const endings = scenario.nodes.flatMap((node) => (node.kind === 'end' ? [node.ending] : []))
    if (scenario.about === 'scam')
      expect([scenario.id, endings]).toEqual([
        scenario.id,
        expect.arrayContaining(['safe', 'rescued']),
      ])
    if (scenario.about === 'genuine')
      expect([scenario.id, endings]).toEqual([
        scenario.id,
        expect.arrayContaining(['safe', 'missed']),
      ])
  }
})
