import type { Block, CoursePack, Paragraph, Question, Scenario } from './shared-course.ts'

/** A lesson's block read aloud by a person, as a device is told of it. */
export interface LearnVoice {
  id: string
  courseId: string
  blockId: string
  /** BCP 47. */
  language: string
  /** SHA-256 of the sound, hex: `/api/learn/voices/<id>.<hash>`. */
  hash: string
  bytes: number
  mime: string
  durationMs: number
  /** Null for somebody who would rather not be named. */
  speaker: string | null
}

/** A block in another language, typed by a person who speaks it; stands above the zh-TW text. */
export interface LearnTranslation {
  courseId: string
  blockId: string
  language: string
  text: string
  speaker: string | null
}

/** This week's scam: heard in class, played in a minute, asked in the review. */
export interface LearnCase {
  id: string
  title: string
  /** `YYYY-MM-DD`, where the centre is. */
  publishedOn: string
  reviewedBy: string
  scenario: Scenario
  question: Question
}

/** Where answers to this week's scams are written down: a course that no folder may be called. */
export const CASES_COURSE = 'this-week'

/** How far a recording or a translation is. */
export type Said = 'submitted' | 'accepted' | 'removed'

/** 4 MiB: three minutes of speech come to about a tenth. */
export const MAX_VOICE_BYTES = 4_194_304
/** What is said to agree takes seconds. */
export const MAX_CONSENT_BYTES = 1_000_000
export const MAX_VOICE_MS = 180_000

const plain = (paragraph: Paragraph): string => paragraph.map(({ text }) => text).join('')

/** What is read aloud of a block, paragraph by paragraph. Empty where nothing is to be read. */
export function wordsOf(block: Block, questions: CoursePack['questions']): string[] {
  switch (block.kind) {
    case 'scenario':
      return []
    case 'question': {
      const question = questions.find(({ id }) => id === block.questionId)
      return question ? [question.text, ...choicesOf(question)] : []
    }
    case 'flip':
      return [...block.front, ...block.back].map(plain)
    case 'checklist':
      return [...block.paragraphs, ...block.items].map(plain)
    case 'steps':
    case 'own-phone':
      return [...block.paragraphs, ...block.steps].map(plain)
    default:
      return block.paragraphs.map(plain)
  }
}

const choicesOf = (question: Question): string[] =>
  'options' in question ? question.options.map(({ text }) => text) : []

/**
 * This centre's cases that somebody has not answered yet, the newest first: a review begins with them.
 *
 * @param answered questions of cases, by id: see `LearnPerson.answeredCases`.
 */
export const newCases = (cases: readonly LearnCase[], answered: ReadonlySet<string>): LearnCase[] =>
  cases.filter(({ question }) => !answered.has(question.id))
