import { checkMedia } from './check-media.ts'
import { checkScenario } from './check-scenario.ts'
import type { FoundMedia } from './read-media.ts'
import {
  type Block,
  COURSE_LANGUAGES,
  type CourseLanguage,
  type CoursePack,
  type Paragraph,
  type Question,
} from './shared-course.ts'

export interface CheckedCourse {
  folder: string
  packs: Record<CourseLanguage, CoursePack>
  /** What lies in `media/`, by file name. */
  media: ReadonlyMap<string, FoundMedia>
  /** `YYYY-MM-DD`. */
  today: string
  say: (file: string, message: string, line?: number) => void
  warn: (file: string, message: string) => void
}

/** A sentence that is longer is two, for somebody who reads slowly. */
const LONGEST = { 'zh-TW': 36, en: 24 } as const
const MIN_QUESTIONS = 8
const MIN_GENUINE = 2

/** Everything about a course that a reader of its files can't see by the shape of one of them. */
export function checkCourse(checked: CheckedCourse): void {
  const { folder, packs, say, warn, today } = checked
  const pack = packs['zh-TW']
  if (pack.courseId !== folder) say('course.yaml', `its id is "${pack.courseId}", not "${folder}"`)
  if (pack.reviewBy < today) warn('course.yaml', `review_by has passed: ${pack.reviewBy}`)
  if (pack.checkedOn > today) say('course.yaml', 'checked_on lies in the future')
  checkIds(checked)
  checkUses(checked)
  checkParallel(checked)
  checkPictures(checked)
  checkMedia(packs, checked.media, say)
  for (const language of COURSE_LANGUAGES) {
    const captions = captionsOf(packs[language], checked.media)
    for (const { file, text } of [...textsOf(packs[language], language), ...captions]) {
      checkText(file, text, language, say)
    }
  }
  for (const question of pack.questions) checkQuestion(question, say)
  if (pack.questions.length < MIN_QUESTIONS)
    say('questions.yaml', `a course has ${MIN_QUESTIONS} questions or more`)
  if (pack.questions.filter(({ about }) => about === 'genuine').length < MIN_GENUINE)
    say('questions.yaml', `${MIN_GENUINE} questions or more are about something genuine`)
  if (pack.scenarios.length === 0) say('scenarios.yaml', 'a course has a scenario')
  for (const scenario of pack.scenarios)
    checkScenario(scenario, (message) => say('scenarios.yaml', `${scenario.id}: ${message}`))
}

function findRepeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}

function checkIds({ packs, say }: CheckedCourse): void {
  const pack = packs['zh-TW']
  const lists: [string, string[]][] = [
    ['course.yaml', pack.outcomes.map(({ id }) => id)],
    ['course.yaml', pack.sources.map(({ id }) => id)],
    ['course.yaml', pack.lessons.map(({ id }) => id)],
    ['questions.yaml', pack.questions.map(({ id }) => id)],
    ['scenarios.yaml', pack.scenarios.map(({ id }) => id)],
    ...pack.scenarios.map((each): [string, string[]] => [
      'scenarios.yaml',
      each.nodes.map(({ id }) => id),
    ]),
    ...pack.questions.map((each): [string, string[]] => ['questions.yaml', partsOf(each)]),
  ]
  for (const [file, ids] of lists)
    for (const id of findRepeated(ids)) say(file, `the id "${id}" stands here twice`)
  for (const language of COURSE_LANGUAGES) {
    const blocks = packs[language].lessons.flatMap((lesson) => lesson.blocks)
    for (const id of findRepeated(blocks.map((block) => block.id)))
      say(`${language}/`, `the block id "${id}" stands twice in this course`)
  }
}

function partsOf(question: Question): string[] {
  if ('options' in question) return question.options.map(({ id }) => id)
  if (question.kind === 'order') return question.items.map(({ id }) => id)
  if (question.kind === 'match') return question.pairs.map(({ id }) => id)
  return question.kind === 'spot' ? question.message.phrases.map(({ id }) => id) : []
}

function checkUses({ packs, say }: CheckedCourse): void {
  const pack = packs['zh-TW']
  const [questions, scenarios] = [
    new Set(pack.questions.map(({ id }) => id)),
    new Set(pack.scenarios.map(({ id }) => id)),
  ]
  const outcomes = new Set(pack.outcomes.map(({ id }) => id))
  const [usedQuestions, usedScenarios] = [new Set<string>(), new Set<string>()]
  for (const { id, blocks } of pack.lessons) {
    const file = `zh-TW/${id}.md`
    for (const block of blocks) {
      if (block.kind === 'question') {
        usedQuestions.add(block.questionId)
        if (!questions.has(block.questionId))
          say(file, `there is no question "${block.questionId}"`)
      }
      if (block.kind === 'scenario') {
        usedScenarios.add(block.scenarioId)
        if (!scenarios.has(block.scenarioId))
          say(file, `there is no scenario "${block.scenarioId}"`)
      }
    }
  }
  for (const { id, outcome } of [...pack.questions, ...pack.scenarios])
    if (!outcomes.has(outcome))
      say('course.yaml', `"${id}" is about an unknown outcome "${outcome}"`)
  for (const { id } of pack.scenarios)
    if (!usedScenarios.has(id)) say('scenarios.yaml', `no lesson uses the scenario "${id}"`)
  // Questions that no lesson uses wait for the review; but a lesson without any teaches nobody.
  for (const { id } of pack.lessons) {
    const lesson = pack.lessons.find((each) => each.id === id)
    const isAsking = lesson?.blocks.some(({ kind }) => kind === 'question' || kind === 'scenario')
    if (!isAsking) say(`zh-TW/${id}.md`, 'a lesson asks something: a question or a scenario')
  }
  if (!pack.lessons.some(({ blocks }) => blocks.some(({ kind }) => kind === 'own-phone')))
    say('course.yaml', 'one lesson has a block "own-phone": what to do on one’s own phone')
}

/** Both languages tell the same story: the same blocks, of the same kinds, in the same order. */
function checkParallel({ packs, say }: CheckedCourse): void {
  const face = (blocks: readonly Block[]) => blocks.map(({ id, kind }) => `${kind}#${id}`)
  const compare = (file: string, zh: readonly Block[], en: readonly Block[]) => {
    const [a, b] = [face(zh), face(en)]
    const at = a.findIndex((each, index) => each !== b[index])
    const place = at < 0 && b.length > a.length ? a.length : at
    if (place >= 0)
      say(
        file,
        `block ${place + 1} is ${b[place] ?? 'missing'}, and ${a[place] ?? 'missing'} in zh-TW`,
      )
  }
  for (const lesson of packs['zh-TW'].lessons) {
    const other = packs.en.lessons.find(({ id }) => id === lesson.id)
    if (other) compare(`en/${lesson.id}.md`, lesson.blocks, other.blocks)
  }
  compare('en/summary.md', packs['zh-TW'].summary.blocks, packs.en.summary.blocks)
}

const MAX_SVG_BYTES = 12_000
/** What would act, or come from elsewhere, or be in one language. */
const NOT_IN_SVG =
  /<(script|foreignObject|text|image|a|use|style|iframe)\b|\son\w+\s*=|href\s*=|url\(\s*['"]?(?!#)|<!|<\?/i

function checkPictures({ packs, say }: CheckedCourse): void {
  const pack = packs['zh-TW']
  for (const [name, svg] of Object.entries(pack.pictures)) {
    const file = `pictures/${name}`
    const found = NOT_IN_SVG.exec(svg)?.[0]
    if (!/^<svg\s[^>]*viewBox=/.test(svg)) say(file, 'it begins with <svg … viewBox="…">')
    if (found) say(file, `a drawing has no "${found.trim()}"`)
    if (svg.length > MAX_SVG_BYTES)
      say(file, `it has ${svg.length} bytes, ${MAX_SVG_BYTES} at most`)
  }
  for (const language of COURSE_LANGUAGES) {
    const { lessons, summary } = packs[language]
    const all = [...lessons, { id: 'summary', blocks: summary.blocks }]
    for (const { id, blocks } of all)
      for (const block of blocks) {
        if (block.kind !== 'picture') continue
        const file = `${language}/${id}.md`
        if (!pack.pictures[block.picture]) say(file, `there is no pictures/${block.picture}`)
        if (block.alt.trim().length < 2) say(file, `the picture "${block.id}" has no alt text`)
      }
  }
}

function checkQuestion(question: Question, say: CheckedCourse['say']): void {
  const wrong = (message: string) => say('questions.yaml', `${question.id}: ${message}`)
  if ('options' in question) {
    const right = question.options.filter(({ isRight }) => isRight).length
    if (question.kind === 'multiple' ? right < 1 : right !== 1)
      wrong(question.kind === 'multiple' ? 'no option is right' : 'exactly one option is right')
  }
  if (question.kind === 'spot') {
    const flags = question.message.phrases.filter(({ flag }) => flag).length
    if (question.about === 'scam' && flags === 0) wrong('a scam has a phrase with a flag')
    if (question.about === 'genuine' && flags > 0) wrong('what is genuine has no flag')
  }
}

/** Places of the authorities that facts come from; everything else that looks real is a danger. */
const REAL_HOSTS = ['165.npa.gov.tw', '165dashboard.tw', 'fraudbuster.digiat.org.tw']
const HOST = /(?<![\w@-])((?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w-])/gi

function checkText(
  file: string,
  text: string,
  language: CourseLanguage,
  say: CheckedCourse['say'],
): void {
  for (const [, host = ''] of text.matchAll(HOST)) {
    const name = host.toLowerCase()
    if (!name.endsWith('.example') && !REAL_HOSTS.includes(name))
      say(file, `"${host}" may lead somewhere: addresses in a course end in .example`)
  }
  for (const sentence of text.split(language === 'en' ? /[.!?;:\n]+(?:\s|$)/ : /[。！？；：\n]/)) {
    const length =
      language === 'en' ? sentence.split(/\s+/).filter(Boolean).length : lengthOf(sentence)
    if (length > LONGEST[language])
      say(
        file,
        `a sentence of ${length}, ${LONGEST[language]} at most: “${sentence.trim().slice(0, 40)}…”`,
      )
  }
}

/** In letters, where a word or number in Latin letters counts as one. */
const lengthOf = (sentence: string): number =>
  [...sentence.replace(/[A-Za-z0-9,.$%+@/-]+/g, 'x').replace(/\s/g, '')].length

/** Every text that a learner reads, with the file it stands in. */
function textsOf(pack: CoursePack, language: CourseLanguage): { file: string; text: string }[] {
  const found: { file: string; text: string }[] = []
  const add = (file: string, ...texts: (string | undefined)[]) => {
    for (const text of texts) if (text) found.push({ file, text })
  }
  add('course.yaml', pack.title, pack.blurb, ...pack.outcomes.map(({ text }) => text))
  const addBlocks = (file: string, blocks: readonly Block[]) => {
    for (const block of blocks) for (const text of blockTexts(block)) add(file, text)
  }
  for (const { id, title, blocks } of pack.lessons) {
    add(`${language}/${id}.md`, title)
    addBlocks(`${language}/${id}.md`, blocks)
  }
  add(`${language}/summary.md`, pack.summary.title)
  addBlocks(`${language}/summary.md`, pack.summary.blocks)
  for (const question of pack.questions) add('questions.yaml', ...stringsIn(question))
  for (const scenario of pack.scenarios) add('scenarios.yaml', ...stringsIn(scenario))
  return found
}

/** What the captions of a language say. */
const captionsOf = ({ media }: CoursePack, found: CheckedCourse['media']) =>
  media.flatMap(({ file }) =>
    (found.get(file)?.cues ?? []).map(({ text }) => ({ file: `media/${file}`, text })),
  )

const plain = (paragraph: Paragraph): string => paragraph.map(({ text }) => text).join('')

/** What is read, or read aloud, of a block. */
export function blockTexts(block: Block): string[] {
  switch (block.kind) {
    case 'question':
    case 'scenario':
      return []
    case 'flip':
      return [...block.front, ...block.back].map(plain)
    case 'checklist':
      return [...block.paragraphs, ...block.items].map(plain)
    case 'steps':
    case 'own-phone':
      return [...block.paragraphs, ...block.steps].map(plain)
    case 'picture':
      return [block.alt, ...block.paragraphs.map(plain)]
    default:
      return block.paragraphs.map(plain)
  }
}

/** Texts anywhere in a value; ids and words of the trade have no spaces, and pass every check. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}
