import { stringify } from 'yaml'
import { COURSE_LANGUAGES, type CourseLanguage, type Question } from './shared-course.ts'

const NAMES = { 'zh-TW': '中文', en: 'English' } as const

/**
 * Questions of one language as text for `questions.yaml`. The other language is the same text until
 * somebody translates it; the first lines say so.
 */
export function writeQuestionsYaml(
  questions: readonly Question[],
  language: CourseLanguage,
): string {
  const other = COURSE_LANGUAGES.find((each) => each !== language) ?? language
  const head = [
    `# 只有 ${NAMES[language]}：${other} 是照抄的，還沒有翻譯。`,
    `# Only in ${NAMES[language]}: ${other} is a copy of it, and not translated yet.`,
  ]
  const list = questions.map((question) => questionOf(question))
  return `${head.join('\n')}\n${stringify(list, { lineWidth: 0, aliasDuplicateObjects: false })}`
}

const inBoth = <Value>(value: Value) => ({ 'zh-TW': value, en: value })

function questionOf(question: Question) {
  const { id, kind, outcome, about, text, explain } = question
  return {
    id,
    kind,
    outcome,
    about,
    text: inBoth(text),
    ...partsOf(question),
    explain: inBoth(explain),
  }
}

function partsOf(question: Question) {
  switch (question.kind) {
    case 'order':
      return { items: question.items.map((item) => ({ id: item.id, text: inBoth(item.text) })) }
    case 'match':
      return {
        pairs: question.pairs.map(({ id, left, right }) => ({
          id,
          left: inBoth(left),
          right: inBoth(right),
        })),
      }
    case 'short':
      return { answers: inBoth(question.answers) }
    case 'spot':
      return {}
    default:
      return {
        options: question.options.map(({ id, text, isRight, feedback }) => ({
          id,
          text: inBoth(text),
          ...(isRight && { right: true }),
          feedback: inBoth(feedback),
        })),
      }
  }
}
