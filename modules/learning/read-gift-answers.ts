import {
  cutAtFree,
  findFree,
  type GiftFormat,
  type Piece,
  plainTextIn,
  splitAtFree,
} from './gift-text.ts'
import {
  type DraftOption,
  type FileIssue,
  PLAIN_WORDS,
  type QuestionDraft,
} from './question-draft.ts'
import type { CourseLanguage } from './shared-course.ts'

/** What one block is known by, while its answers are read. */
export interface GiftHead {
  base: Omit<Extract<QuestionDraft, { kind: 'short' }>, 'kind' | 'answers'>
  format: GiftFormat
  /** From the tags of an own export. */
  kind?: string
  language: CourseLanguage
  /** Tells something about the piece that begins there. */
  note: (code: string, data?: FileIssue['data'], at?: number) => void
  refuse: (code: string, data?: FileIssue['data'], at?: number) => undefined
  plain: (raw: string) => string
}

/** The answers of one question between its braces; the signs in them tell its kind, as in Moodle. */
export function readGiftAnswers(answers: string, head: GiftHead): QuestionDraft | undefined {
  const body = answers.trim()
  if (body === '') return void head.note('essay')
  if (body.startsWith('#')) return readNumeric(answers.slice(answers.indexOf('#') + 1), head)
  if (findFree(answers, '~') >= 0) return readChoices(answers, head)
  if (findFree(answers, '=') >= 0 && findFree(answers, '->') >= 0) return readPairs(answers, head)
  const truth = /^(t|true|f|false)$/i.exec(splitAtFree(body, '#')[0].trim())?.[1]
  if (truth) return readTrueFalse(body, /^t/i.test(truth), head)
  return readShort(answers, head)
}

/** `%50%` before an answer: how much of the marks it is worth. */
const WEIGHT = /^\s*%(-?\d{1,3}(?:\.\d*)?)%/

interface Answer {
  text: string
  feedback: string
  /** In hundredths of all marks; undefined where none is written. */
  weight: number | undefined
}

function answerOf(piece: Piece, head: GiftHead): Answer {
  const weight = WEIGHT.exec(piece.text)
  const [text, feedback = ''] = splitAtFree(piece.text.slice(weight?.[0].length ?? 0), '#')
  return {
    text: head.plain(text),
    feedback: head.plain(feedback),
    weight: weight ? Number(weight[1]) : undefined,
  }
}

function readChoices(answers: string, head: GiftHead): QuestionDraft | undefined {
  const [before, ...pieces] = cutAtFree(answers, '~=')
  if (before?.text.trim()) return head.refuse('text_before_choice')
  const isSingle = pieces.some(({ sign }) => sign === '=')
  const options: DraftOption[] = []
  for (const piece of pieces) {
    const { text, feedback, weight = 0 } = answerOf(piece, head)
    if (text === '' && piece.sign === '~') {
      // "~#…" is said to whoever chose nothing that stands there; here nobody can.
      head.note('fallback', {}, piece.at)
      continue
    }
    const isRight = isSingle ? piece.sign === '=' : weight > 0
    if (isSingle && !isRight && weight > 0) head.note('partly_right', { answer: text }, piece.at)
    options.push({ text, isRight, ...(feedback && { feedback }) })
  }
  const right = options.filter((option) => option.isRight).length
  if (isSingle && right > 1) head.note('all_right_ones')
  const isTruth = head.kind === 'true-false' && options.length === 2 && right === 1
  const kind = isTruth ? 'true-false' : isSingle && right <= 1 ? 'single' : 'multiple'
  return { ...head.base, kind, options }
}

function readTrueFalse(body: string, isTrue: boolean, head: GiftHead): QuestionDraft {
  const [, rest = ''] = splitAtFree(body, '#')
  const [ifWrong, ifRight = ''] = splitAtFree(rest, '#')
  const words = PLAIN_WORDS[head.language]
  const option = (text: string, isRight: boolean): DraftOption => {
    const feedback = head.plain(isRight ? ifRight : ifWrong)
    return { text, isRight, ...(feedback && { feedback }) }
  }
  const options = [option(words.isTrue, isTrue), option(words.isFalse, !isTrue)]
  return { ...head.base, kind: 'true-false', options }
}

function readPairs(answers: string, head: GiftHead): QuestionDraft | undefined {
  const [before, ...pieces] = cutAtFree(answers, '=')
  if (before?.text.trim()) return head.refuse('text_before_choice')
  const pairs: { left: string; right: string }[] = []
  for (const piece of pieces) {
    const [left, right] = splitAtFree(piece.text, '->')
    if (right === undefined) return head.refuse('no_arrow', {}, piece.at)
    const pair = { left: head.plain(left), right: plainTextIn(right, 'plain').text }
    // Moodle takes a right side alone for one more wrong choice.
    if (pair.left === '') head.note('distractor', { answer: pair.right }, piece.at)
    else pairs.push(pair)
  }
  if (head.kind !== 'order') return { ...head.base, kind: 'match', pairs }
  const inOrder = pairs.toSorted((a, b) => Number(a.left) - Number(b.left))
  return { ...head.base, kind: 'order', items: inOrder.map(({ right }) => right) }
}

function readShort(answers: string, head: GiftHead): QuestionDraft {
  const found: string[] = []
  for (const piece of piecesOf(answers)) {
    const { text, feedback, weight = 100 } = answerOf(piece, head)
    // A star stands for anything in Moodle; one with a backslash is a star.
    const answer = text.replace(/\\\*|\*/g, (star) => (star === '*' ? '' : '*')).trim()
    if (answer === '') head.note('fallback', {}, piece.at)
    else if (weight < 100) head.note('partly_right', { answer }, piece.at)
    else found.push(answer)
    if (answer !== '' && answer !== text && !text.includes('\\*')) {
      head.note('star', { answer: text }, piece.at)
    }
    if (feedback && answer !== '') head.note('short_feedback', {}, piece.at)
  }
  return { ...head.base, kind: 'short', answers: found }
}

/** So many whole numbers are written out one by one. */
const MAX_NUMBERS = 10

function readNumeric(answers: string, head: GiftHead): QuestionDraft | undefined {
  const [numbers, fallback] = splitAtFree(answers, '~')
  if (fallback !== undefined) head.note('fallback')
  const found: string[] = []
  for (const piece of piecesOf(numbers)) {
    const { text, feedback, weight = 100 } = answerOf(piece, head)
    const range = rangeOf(text)
    if (!range) return head.refuse('no_number', { answer: text.slice(0, 60) }, piece.at)
    if (weight < 100) head.note('partly_right', { answer: text }, piece.at)
    else found.push(...numbersIn(range))
    if (feedback) head.note('short_feedback', {}, piece.at)
  }
  head.note('numeric', { answers: found.join(PLAIN_WORDS[head.language].between) })
  return { ...head.base, kind: 'short', answers: [...new Set(found)] }
}

/** Text before the first `=` is an answer too; nothing before it is none. */
const piecesOf = (answers: string): Piece[] =>
  cutAtFree(answers, '=').filter(({ sign, text }) => sign !== '' || text.trim() !== '')

/** `1822`, `1822:5` and `3.141..3.142`. */
function rangeOf(text: string): { low: number; high: number } | undefined {
  const numberOf = (word = '') => (word.trim() === '' ? Number.NaN : Number(word))
  const [from, to] = text.split('..')
  const [value, tolerance = '0'] = text.split(':')
  const range =
    to === undefined
      ? {
          low: numberOf(value) - numberOf(tolerance),
          high: numberOf(value) + numberOf(tolerance),
        }
      : { low: numberOf(from), high: numberOf(to) }
  return Number.isFinite(range.low) && Number.isFinite(range.high) ? range : undefined
}

function numbersIn({ low, high }: { low: number; high: number }): string[] {
  const isCountable = Number.isInteger(low) && Number.isInteger(high) && high - low < MAX_NUMBERS
  if (isCountable && low <= high)
    return Array.from({ length: high - low + 1 }, (_, step) => String(low + step))
  return [String(Number(((low + high) / 2).toPrecision(12)))]
}
