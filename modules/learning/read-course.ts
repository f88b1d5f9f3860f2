import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { checkCourse } from './check-course.ts'
import {
  CourseFile,
  LessonHead,
  type NodeFile,
  type QuestionFile,
  QuestionShape,
  type ScenarioFile,
  ScenarioShape,
  SummaryHead,
} from './course-shapes.ts'
import { parseLesson } from './parse-lesson.ts'
import { mediaIn, readMedia } from './read-media.ts'
import type {
  CourseLanguage,
  CoursePack,
  Lesson,
  Message,
  Question,
  Scenario,
  ScenarioNode,
} from './shared-course.ts'

/** What is wrong in a course, for whoever writes it: where, and what to do. */
export interface Problem {
  file: string
  line?: number | undefined
  message: string
}

export interface ReadCourse {
  /** Undefined while the course has problems. */
  packs: Record<CourseLanguage, CoursePack> | undefined
  problems: Problem[]
  warnings: Problem[]
  /** Its place in the catalogue. */
  order: number
}

type Say = (file: string, message: string, line?: number) => void

/** Reads and checks the course in one folder. */
export function readCourse(folder: string, today: string): ReadCourse {
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const say: Say = (file, message, line) => problems.push({ file, message, line })
  const course = readYaml(folder, 'course.yaml', CourseFile, say)
  const questions = readYaml(folder, 'questions.yaml', z.array(QuestionShape), say)
  const scenarios = readYaml(folder, 'scenarios.yaml', z.array(ScenarioShape), say)
  if (!course || !questions || !scenarios) {
    return { packs: undefined, problems, warnings, order: course?.order ?? 0 }
  }
  const pictures = readPictures(folder)
  const media = readMedia(folder, course.media, say)
  const packOf = (language: CourseLanguage): CoursePack => {
    const lessons = course.lessons.flatMap(
      (id) => readLesson(folder, language, id, course, say) ?? [],
    )
    return {
      courseId: course.id,
      language,
      title: course.title[language],
      blurb: course.blurb[language],
      outcomes: course.outcomes.map(({ id, text }) => ({ id, text: text[language] })),
      checkedOn: course.checked_on,
      reviewBy: course.review_by,
      sources: course.sources,
      lessons,
      questions: questions.map((question) => questionIn(question, language)),
      scenarios: scenarios.map((scenario) => scenarioIn(scenario, language)),
      summary: readSummary(folder, language, say),
      pictures,
      media: mediaIn(lessons, media),
    }
  }
  const packs = { 'zh-TW': packOf('zh-TW'), en: packOf('en') }
  checkCourse({
    folder: path.basename(folder),
    packs,
    media,
    today,
    say,
    warn: (file, message) => warnings.push({ file, message }),
  })
  const isWhole = problems.length === 0
  return { packs: isWhole ? packs : undefined, problems, warnings, order: course.order }
}

function readYaml<Shape extends z.ZodType>(
  folder: string,
  file: string,
  shape: Shape,
  say: Say,
): z.output<Shape> | undefined {
  const place = path.join(folder, file)
  if (!existsSync(place)) return void say(file, 'this file is missing')
  let value: unknown
  try {
    value = parseYaml(readFileSync(place, 'utf8'))
  } catch (error) {
    return void say(file, error instanceof Error ? error.message : String(error))
  }
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues.slice(0, 20)) {
    say(file, `${placeIn(value, issue.path)}: ${issue.message}`)
  }
  return undefined
}

/** Where in a file, by ids where there are any: `q-call › options › b`. */
function placeIn(value: unknown, steps: readonly PropertyKey[]): string {
  let at = value
  const words = steps.map((step) => {
    at = at !== null && typeof at === 'object' ? Reflect.get(at, step) : undefined
    const id = at !== null && typeof at === 'object' ? Reflect.get(at, 'id') : undefined
    return typeof id === 'string' ? id : String(step)
  })
  return words.join(' › ') || 'the file'
}

function readLesson(
  folder: string,
  language: CourseLanguage,
  id: string,
  course: z.output<typeof CourseFile>,
  say: Say,
): Lesson | undefined {
  const file = `${language}/${id}.md`
  const parsed = readMarkdown(folder, file, LessonHead, say)
  if (!parsed) return undefined
  const { head, blocks } = parsed
  if (head.id !== id) say(file, `its id is "${head.id}" and its file is "${id}"`)
  const known = new Set(course.outcomes.map((outcome) => outcome.id))
  for (const outcome of head.outcomes)
    if (!known.has(outcome)) say(file, `course.yaml has no outcome "${outcome}"`)
  const sources = new Set(course.sources.map((source) => source.id))
  for (const source of head.sources)
    if (!sources.has(source)) say(file, `course.yaml has no source "${source}"`)
  const { title, minutes, outcomes } = head
  return { id, title, minutes, outcomes, blocks }
}

function readSummary(folder: string, language: CourseLanguage, say: Say): CoursePack['summary'] {
  const parsed = readMarkdown(folder, `${language}/summary.md`, SummaryHead, say)
  return { title: parsed?.head.title ?? '', blocks: parsed?.blocks ?? [] }
}

function readMarkdown<Shape extends z.ZodType>(
  folder: string,
  file: string,
  shape: Shape,
  say: Say,
) {
  const place = path.join(folder, file)
  if (!existsSync(place)) return void say(file, 'this file is missing')
  const text = readFileSync(place, 'utf8')
  const { head, blocks } = parseLesson(text, (line, message) => say(file, message, line))
  const parsed = shape.safeParse(head ?? {})
  if (parsed.success) return { head: parsed.data, blocks }
  for (const issue of parsed.error.issues)
    say(file, `${issue.path.join('.') || 'the head'}: ${issue.message}`, 1)
  return undefined
}

function readPictures(folder: string): Record<string, string> {
  const place = path.join(folder, 'pictures')
  if (!existsSync(place)) return {}
  const names = readdirSync(place).filter((name) => name.endsWith('.svg'))
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(path.join(place, name), 'utf8').trim()]),
  )
}

function messageIn(
  message: NonNullable<QuestionFile['message']>,
  language: CourseLanguage,
): Message {
  const { via, from, note, phrases } = message
  return {
    via,
    from: from[language],
    ...(note && { note: note[language] }),
    phrases: phrases.map(({ id, text, flag }) => ({
      id,
      text: text[language],
      ...(flag && { flag: flag[language] }),
    })),
  }
}

function questionIn(question: QuestionFile, language: CourseLanguage): Question {
  const { id, outcome, about, text, hint, explain, message } = question
  const base = {
    id,
    outcome,
    about,
    text: text[language],
    explain: explain[language],
    ...(hint && { hint: hint[language] }),
    ...(message && { message: messageIn(message, language) }),
  }
  switch (question.kind) {
    case 'order': {
      const items = question.items.map((item) => ({ id: item.id, text: item.text[language] }))
      return { ...base, kind: 'order', items }
    }
    case 'match': {
      const pairs = question.pairs.map((pair) => ({
        id: pair.id,
        left: pair.left[language],
        right: pair.right[language],
      }))
      return { ...base, kind: 'match', pairs }
    }
    case 'spot':
      return { ...base, kind: 'spot', message: messageIn(question.message, language) }
    case 'short':
      return { ...base, kind: 'short', answers: question.answers[language] }
    default: {
      const options = question.options.map((option) => ({
        id: option.id,
        text: option.text[language],
        ...(option.icon && { icon: option.icon }),
        isRight: option.right,
        feedback: option.feedback[language],
      }))
      return { ...base, kind: question.kind, options }
    }
  }
}

function scenarioIn(scenario: ScenarioFile, language: CourseLanguage): Scenario {
  const { id, outcome, about, channel, title, from, note, time, start, nodes } = scenario
  return {
    id,
    outcome,
    about,
    channel,
    title: title[language],
    from: from[language],
    ...(note && { note: note[language] }),
    time,
    start,
    nodes: nodes.map((node) => nodeIn(node, language)),
  }
}

function nodeIn(node: NodeFile, language: CourseLanguage): ScenarioNode {
  const text = node.text[language]
  switch (node.kind) {
    case 'choice': {
      const { id, kind, rescue } = node
      const options = node.options.map((option) => ({ ...option, text: option.text[language] }))
      return { id, kind, text, isRescue: rescue, options } as ScenarioNode
    }
    case 'dial':
      return { ...node, text, answer: node.answer[language] } as ScenarioNode
    case 'page': {
      const flag = node.flag && { flag: node.flag[language] }
      return { ...node, text, title: node.title[language], ...flag } as ScenarioNode
    }
    case 'message':
    case 'sms':
    case 'call': {
      const { flag, ...rest } = node
      return { ...rest, text, ...(flag && { flag: flag[language] }) } as ScenarioNode
    }
    default:
      return { ...node, text } as ScenarioNode
  }
}

/** The folders of courses below a folder. */
export const courseFolders = (root: string): string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'template')
    .map(({ name }) => name)

/** The order of the catalogue. */
export const inOrder = (
  a: { order: number; folder: string },
  b: { order: number; folder: string },
): number => a.order - b.order || (a.folder < b.folder ? -1 : 1)

/** Every course below a folder, in the catalogue's order. */
export function readCourses(root: string, today: string): (ReadCourse & { folder: string })[] {
  return courseFolders(root)
    .map((folder) => ({ folder, ...readCourse(path.join(root, folder), today) }))
    .sort(inOrder)
}
