import { Id } from './course-shapes.ts'
import { ABOUT, type About, type CourseLanguage, type Question } from './shared-course.ts'

/** Something to tell about a file of questions; the sentence is `errors:question_file.<code>`. */
export interface FileIssue {
  /** In a package: which of its files. */
  file?: string | undefined
  line: number
  code: string
  data: Record<string, string | number>
}

export interface DraftOption {
  text: string
  isRight: boolean
  feedback?: string
}

/** A question as a file of another system tells it: what a course needs beside may be missing. */
export type QuestionDraft = {
  file?: string
  line: number
  id?: string
  title?: string
  outcome?: string
  about?: About
  text: string
  explain?: string
} & (
  | { kind: 'single' | 'multiple' | 'true-false'; options: DraftOption[] }
  | { kind: 'match'; pairs: { left: string; right: string }[] }
  | { kind: 'order'; items: string[] }
  | { kind: 'short'; answers: string[] }
)

/** What was read of a file: questions, what could not be read, and what has become different. */
export interface ReadDrafts {
  drafts: QuestionDraft[]
  problems: FileIssue[]
  notes: FileIssue[]
}

export const MAX_FILE_BYTES = 1_000_000
export const MAX_QUESTIONS = 500
/** As long as the course format lets a text be. */
const LONGEST_TEXT = 600

/** How many parts a question of a course may have. */
const PARTS = {
  single: [2, 6],
  multiple: [2, 6],
  'true-false': [2, 2],
  match: [3, 5],
  order: [3, 6],
  short: [1, 20],
} as const

/** Why a course can't take this question, or undefined. */
export function refuseDraft(draft: QuestionDraft): FileIssue | undefined {
  const refuse = (code: string, data: FileIssue['data'] = {}): FileIssue => ({
    ...(draft.file !== undefined && { file: draft.file }),
    line: draft.line,
    code,
    data,
  })
  const texts = textsOf(draft)
  const [min, max] = PARTS[draft.kind]
  const parts = partsOf(draft).length
  if (draft.text === '') return refuse('no_text')
  if (parts === 1 && 'options' in draft) return refuse('one_choice')
  if (parts < min || parts > max) {
    const code = 'options' in draft ? 'choice_count' : `${draft.kind}_count`
    return refuse(code, { parts, min, max })
  }
  if (partsOf(draft).some((text) => text === '')) return refuse('empty_part')
  if (texts.some((text) => text.length > LONGEST_TEXT)) {
    return refuse('too_long', { max: LONGEST_TEXT })
  }
  if ('options' in draft) {
    const right = draft.options.filter(({ isRight }) => isRight).length
    if (right === 0) return refuse('none_right')
    if (draft.kind !== 'multiple' && right > 1) return refuse('several_right')
  }
  return undefined
}

const partsOf = (draft: QuestionDraft): string[] => {
  if ('options' in draft) return draft.options.map(({ text }) => text)
  if (draft.kind === 'match') return draft.pairs.flatMap(({ left, right }) => (left ? right : left))
  return draft.kind === 'order' ? draft.items : draft.answers
}

const textsOf = (draft: QuestionDraft): string[] => [
  draft.text,
  draft.explain ?? '',
  ...partsOf(draft),
  ...('options' in draft ? draft.options.map(({ feedback }) => feedback ?? '') : []),
  ...(draft.kind === 'match' ? draft.pairs.map(({ left }) => left) : []),
]

/** What is said where a file says nothing, in the language of the file; no blame, no riddle. */
export const PLAIN_WORDS = {
  'zh-TW': {
    isTrue: '對',
    isFalse: '不對',
    right: '對。',
    wrong: '再看一次題目。',
    explain: (answer: string) => `答案是：${answer}`,
    between: '、',
  },
  en: {
    isTrue: 'True',
    isFalse: 'False',
    right: 'Yes.',
    wrong: 'Look at the question again.',
    explain: (answer: string) => `The answer: ${answer}`,
    between: ', ',
  },
} as const satisfies Record<CourseLanguage, unknown>

/** The course that questions are meant for. */
export interface Destination {
  language: CourseLanguage
  /** Its outcomes; what a file does not say is about the first of them. */
  outcomes: readonly string[]
  /** Ids of questions that stand there already. */
  knownIds: readonly string[]
}

/** Gives drafts what a course needs beside: ids, outcome, feedback; a note says what was made up. */
export function completeDrafts(
  drafts: readonly QuestionDraft[],
  destination: Destination,
): { questions: Question[]; notes: FileIssue[] } {
  const notes: FileIssue[] = []
  const taken = new Set<string>()
  const [first = 'outcome'] = destination.outcomes
  const questions = drafts.map((draft, index) => {
    const { file, line } = draft
    const note = (code: string, data: FileIssue['data'] = {}) => {
      // The same for many questions is told once, with how many they are.
      const same = notes.find((each) => each.code === code && code !== 'known_id')
      if (same) same.data = { ...same.data, count: Number(same.data.count) + 1 }
      else
        notes.push({ ...(file !== undefined && { file }), line, code, data: { ...data, count: 1 } })
    }
    const id = freeId(draft, index, taken)
    taken.add(id)
    if (destination.knownIds.includes(id)) note('known_id', { id })
    const isKnown = draft.outcome !== undefined && destination.outcomes.includes(draft.outcome)
    const outcome = isKnown ? (draft.outcome ?? first) : first
    if (!isKnown) note('outcome_set', { outcome })
    if (!draft.about) note('about_set')
    if (!draft.explain) note('explain_set')
    if ('options' in draft && draft.options.some(({ feedback }) => !feedback)) note('feedback_set')
    const base = { id, outcome, about: draft.about ?? 'neither', text: draft.text } as const
    const explain = draft.explain ?? explanationOf(draft, destination.language)
    return withParts({ ...base, explain }, draft, destination.language)
  })
  return { questions, notes }
}

function withParts(
  base: Pick<Question, 'id' | 'outcome' | 'about' | 'text' | 'explain'>,
  draft: QuestionDraft,
  language: CourseLanguage,
): Question {
  const words = PLAIN_WORDS[language]
  switch (draft.kind) {
    case 'match':
      return {
        ...base,
        kind: 'match',
        pairs: draft.pairs.map((pair, at) => ({ id: `p${at + 1}`, ...pair })),
      }
    case 'order':
      return {
        ...base,
        kind: 'order',
        items: draft.items.map((text, at) => ({ id: `i${at + 1}`, text })),
      }
    case 'short':
      return { ...base, kind: 'short', answers: draft.answers }
    default:
      return {
        ...base,
        kind: draft.kind,
        options: draft.options.map(({ text, isRight, feedback }, at) => ({
          id: `o${at + 1}`,
          text,
          isRight,
          feedback: feedback || (isRight ? words.right : words.wrong),
        })),
      }
  }
}

function explanationOf(draft: QuestionDraft, language: CourseLanguage): string {
  const words = PLAIN_WORDS[language]
  const answers =
    'options' in draft
      ? draft.options.flatMap(({ text, isRight }) => (isRight ? [text] : []))
      : draft.kind === 'match'
        ? draft.pairs.map(({ left, right }) => `${left} → ${right}`)
        : partsOf(draft)
  const separator = draft.kind === 'order' ? ' → ' : words.between
  return words.explain(answers.join(separator)).slice(0, LONGEST_TEXT)
}

/** The id that the file gives, a title that makes one, or a number. */
function freeId(draft: QuestionDraft, index: number, taken: ReadonlySet<string>): string {
  const slug = (draft.title ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
  const wanted =
    [draft.id ?? '', slug].find((each) => Id.safeParse(each).success) ?? `q-${index + 1}`
  for (let copy = 1; copy <= MAX_QUESTIONS + 1; copy += 1) {
    const id = copy === 1 ? wanted : `${wanted.slice(0, 54)}-${copy}`
    if (!taken.has(id)) return id
  }
  return `q-${index + 1}-again`
}

/** What an own export writes beside a question: outcome, about and kind. */
export function readTags(tags: readonly string[]): {
  outcome?: string
  about?: About
  kind?: string
} {
  const of = (name: string) =>
    tags.find((tag) => tag.startsWith(`${name}:`))?.slice(name.length + 1)
  const [outcome, kind] = [of('outcome'), of('kind')]
  const about = ABOUT.find((each) => each === of('about'))
  return { ...(outcome && { outcome }), ...(about && { about }), ...(kind && { kind }) }
}
