import {
  completeDrafts,
  type Destination,
  type FileIssue,
  MAX_FILE_BYTES,
  MAX_QUESTIONS,
  type ReadDrafts,
} from './question-draft.ts'
import { readGift } from './read-gift.ts'
import { readQtiItem } from './read-qti.ts'
import type { CourseLanguage, Question } from './shared-course.ts'
import { writeQuestionsYaml } from './write-questions-yaml.ts'
import { readZip } from './zip-file.ts'

/** Questions to and from other systems: Moodle's GIFT, and QTI 3. */
export { type Destination, type FileIssue, MAX_FILE_BYTES } from './question-draft.ts'
export { writeGift } from './write-gift.ts'
export { writeQti } from './write-qti.ts'

export interface ReadQuestionFile {
  questions: Question[]
  /** What could not be read, by line. */
  problems: FileIssue[]
  /** What has become different, or was made up. */
  notes: FileIssue[]
  /** Text for `questions.yaml`; empty when there are no questions. */
  yaml: string
}

/** A package unpacks to so much at most. */
const MAX_UNPACKED_BYTES = 8_000_000

/** Reads a file of questions, whatever it is: a GIFT text, a QTI item, or a package of them. */
export function readQuestionFile(content: Buffer, destination: Destination): ReadQuestionFile {
  const { drafts, problems, notes } = draftsOf(content, destination.language)
  const completed = completeDrafts(drafts, destination)
  const { questions } = completed
  const yaml = questions.length > 0 ? writeQuestionsYaml(questions, destination.language) : ''
  return { questions, problems, notes: [...notes, ...completed.notes], yaml }
}

const failed = (code: string, data: FileIssue['data'] = {}): ReadDrafts => ({
  drafts: [],
  problems: [{ line: 1, code, data }],
  notes: [],
})

function draftsOf(content: Buffer, language: CourseLanguage): ReadDrafts {
  if (content.length > MAX_FILE_BYTES) return failed('too_large', { max: MAX_FILE_BYTES / 1e6 })
  if (content.subarray(0, 2).toString('latin1') === 'PK') return readPackage(content)
  const text = decode(content)
  if (text === undefined) return failed('not_utf8')
  if (text.trim() === '') return failed('empty')
  return text.trimStart().startsWith('<') ? readItems([{ text }]) : readGift(text, language)
}

/** Undefined for anything but UTF-8; the mark before it is dropped. */
function decode(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return undefined
  }
}

function readPackage(content: Buffer): ReadDrafts {
  const isItem = (name: string) => /\.xml$/i.test(name) && !/imsmanifest\.xml$/i.test(name)
  const entries = readZip(content, isItem, {
    maxEntries: 2 * MAX_QUESTIONS,
    maxBytes: MAX_UNPACKED_BYTES,
  })
  if (!entries) return failed('zip_broken')
  if (entries.length === 0) return failed('no_qti_item')
  return readItems(entries.map(({ name, content: item }) => ({ file: name, text: decode(item) })))
}

function readItems(files: { file?: string; text: string | undefined }[]): ReadDrafts {
  const read: ReadDrafts = { drafts: [], problems: [], notes: [] }
  for (const { file, text } of files) {
    const place: { file?: string } = file === undefined ? {} : { file: file.slice(0, 120) }
    if (read.drafts.length >= MAX_QUESTIONS) {
      read.problems.push({ ...place, line: 1, code: 'too_many', data: { max: MAX_QUESTIONS } })
      break
    }
    const item =
      text === undefined ? { problem: { line: 1, code: 'not_utf8', data: {} } } : readQtiItem(text)
    if ('draft' in item) read.drafts.push({ ...place, ...item.draft })
    else if ('problem' in item) read.problems.push({ ...place, ...item.problem })
    else read.notes.push({ ...place, ...item.note })
  }
  return read
}
