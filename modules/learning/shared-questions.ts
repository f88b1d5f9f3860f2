import type { Question } from './shared-course.ts'

/**
 * What somebody answered: ids of options (single, multiple, true-false), of phrases that were tapped
 * (spot), of items in the chosen order (order), `left:right` of each pair (match), or the typed text.
 */
export type Answer = readonly string[]

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each))

/** Whether an answer is right. Device and server judge alike, so a device need not be believed. */
export function isRightAnswer(question: Question, answer: Answer): boolean {
  const chosen = [...new Set(answer)]
  switch (question.kind) {
    case 'single':
    case 'true-false':
    case 'multiple':
      return isSameSet(chosen, rightIds(question))
    case 'spot':
      return isSameSet(chosen, rightIds(question))
    case 'order':
      return question.items.every(({ id }, index) => answer[index] === id)
    case 'match':
      return (
        answer.length === question.pairs.length &&
        question.pairs.every(({ id }) => answer.includes(`${id}:${id}`))
      )
    case 'short':
      return question.answers.some((each) => plain(each) === plain(answer[0] ?? ''))
  }
}

/** The ids that are right: of options, or of the phrases that are odd. */
export function rightIds(question: Question): string[] {
  if ('options' in question)
    return question.options.flatMap(({ id, isRight }) => (isRight ? [id] : []))
  if (question.kind === 'spot')
    return question.message.phrases.flatMap(({ id, flag }) => (flag ? [id] : []))
  return []
}

/** Digits of any width, no spaces or marks, small letters. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '')

/**
 * The same mixture for one learner and one question each time, another for the next learner: nobody
 * copies "the second one". A small generator (mulberry32) from a hash of both (FNV-1a).
 */
export function shuffled<Item>(items: readonly Item[], seed: string): Item[] {
  let state = 2166136261
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619)
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const [a, b] = [mixed[at], mixed[other]]
    if (a !== undefined && b !== undefined) [mixed[at], mixed[other]] = [b, a]
  }
  return mixed
}

/** An answer in the words that somebody read or wrote: of options, phrases, items or pairs. */
export function answerWords(question: Question, answer: Answer): string[] {
  const wordsOf = (all: readonly { id: string; text: string }[]) =>
    answer.map((id) => all.find((each) => each.id === id)?.text ?? id)
  switch (question.kind) {
    case 'order':
      return wordsOf(question.items)
    case 'spot':
      return wordsOf(question.message.phrases)
    case 'match':
      return answer.map((pair) => {
        const [left, right] = pair.split(':')
        const words = (id: string | undefined, side: 'left' | 'right') =>
          question.pairs.find((each) => each.id === id)?.[side] ?? id ?? ''
        return `${words(left, 'left')} – ${words(right, 'right')}`
      })
    case 'short':
      return [...answer]
    default:
      return wordsOf(question.options)
  }
}

/** A right answer to a question, as somebody would give it. */
export function rightAnswer(question: Question): string[] {
  if (question.kind === 'order') return question.items.map(({ id }) => id)
  if (question.kind === 'match') return question.pairs.map(({ id }) => `${id}:${id}`)
  if (question.kind === 'short') return question.answers.slice(0, 1)
  return rightIds(question)
}
