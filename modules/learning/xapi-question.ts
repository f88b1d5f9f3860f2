import { type Answer, type Question, rightIds } from './shared.ts'
import type { Statement } from './shared-xapi.ts'

type Definition = Statement['object']['definition']

const KIND = {
  single: 'choice',
  multiple: 'choice',
  'true-false': 'choice',
  spot: 'choice',
  order: 'sequencing',
  match: 'matching',
  short: 'fill-in',
} as const satisfies Record<Question['kind'], Definition['interactionType']>

/** xAPI joins what belongs to one answer so, and the two halves of a pair so. */
const [BETWEEN, PAIR] = ['[,]', '[.]']

/** A question as an interaction of cmi; what is right is said in its words. */
export function interactionOf(question: Question, language: string): Definition {
  return {
    type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
    description: { [language]: question.text },
    interactionType: KIND[question.kind],
    correctResponsesPattern: patternsOf(question),
  }
}

function patternsOf(question: Question): string[] {
  switch (question.kind) {
    case 'order':
      return [question.items.map(({ id }) => id).join(BETWEEN)]
    case 'match':
      return [question.pairs.map(({ id }) => `${id}${PAIR}${id}`).join(BETWEEN)]
    case 'short':
      return question.answers
    default:
      return [rightIds(question).join(BETWEEN)]
  }
}

/** What was answered, in the same words. */
export function responseOf(question: Question, answer: Answer): string {
  if (question.kind === 'short') return answer[0] ?? ''
  if (question.kind === 'match') return answer.map((each) => each.replace(':', PAIR)).join(BETWEEN)
  return answer.join(BETWEEN)
}
