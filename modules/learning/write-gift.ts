import { escapeGift } from './gift-text.ts'
import type { CoursePack, Message, Question } from './shared-course.ts'

/**
 * The questions of a course as a GIFT file. A question about finding what is odd in a message has no
 * form there and is named in a comment. Hints and pictures beside choices stay behind.
 */
export function writeGift(course: Pick<CoursePack, 'title' | 'language' | 'questions'>): string {
  const title = oneLine(course.title).replaceAll('\\', '').replaceAll('/', '//')
  const blocks = [
    `// Tillage 耕舖 · ${course.language}`,
    `$CATEGORY: $course$/top/${title}`,
    ...course.questions.map(blockOf),
  ]
  return `${blocks.join('\n\n')}\n`
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function blockOf(question: Question): string {
  if (question.kind === 'spot') {
    return `// ${question.id}: a message in phrases has no form in GIFT, and is left out.`
  }
  const { id, outcome, about, kind, explain } = question
  return [
    `// [id:${id}] [tag:outcome:${outcome}] [tag:about:${about}] [tag:kind:${kind}]`,
    // "plain": nobody takes a < b for HTML.
    `::${escapeGift(id)}::[plain]${escapeGift(askedText(question))}{`,
    ...answersOf(question).map((answer) => `\t${answer}`),
    `\t####${part(explain)}`,
    '}',
  ].join('\n')
}

/** A message that is to be judged comes first: without it the question asks about nothing. */
export const askedText = ({ message, text }: Question): string =>
  message ? `${messageText(message)}\n${text}` : text

const messageText = ({ from, phrases }: Message): string =>
  `${from}：「${phrases.map(({ text }) => text).join('')}」`

function answersOf(question: Exclude<Question, { kind: 'spot' }>): string[] {
  switch (question.kind) {
    case 'order':
      return question.items.map(({ text }, at) => `=${at + 1} -> ${escapeGift(text)}`)
    case 'match':
      return question.pairs.map(
        ({ left, right }) => `=${part(withoutArrow(left))} -> ${escapeGift(right)}`,
      )
    case 'short':
      // A star of its own would stand for anything.
      return question.answers.map((each) => `=${part(withoutArrow(each).replaceAll('*', '\\*'))}`)
    default: {
      const right = question.options.filter(({ isRight }) => isRight).length
      return question.options.map(({ text, isRight, feedback }) => {
        const sign = question.kind === 'multiple' ? weightOf(isRight, right) : isRight ? '=' : '~'
        return `${sign}${part(text)}#${part(feedback)}`
      })
    }
  }
}

/** All right ones together are worth everything; one wrong takes everything away. */
const weightOf = (isRight: boolean, right: number): string =>
  isRight ? `~%${Number((100 / right).toFixed(5))}%` : '~%-100%'

/** A text that begins like a format or a weight says that it is neither. */
const part = (text: string): string =>
  /^[[%]/.test(text) ? `[plain]${escapeGift(text)}` : escapeGift(text)

/** GIFT has no backslash for the arrow between two halves. */
const withoutArrow = (text: string): string => text.replaceAll('->', '→')
