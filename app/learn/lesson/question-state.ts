import {
  type Answer,
  isRightAnswer,
  type Question,
  rightIds,
  shuffled,
} from '#modules/learning/shared.ts'

/** How far somebody is with one question. A value, so that it can be tried without a screen. */
export interface QuestionState {
  /** What is chosen, tapped, ordered, matched (`left:right`) or typed so far. */
  answer: Answer
  /** Answers that were judged, the latest last. */
  judged: { answer: Answer; isRight: boolean }[]
  isHintOpen: boolean
  /** The answer was shown instead of found. */
  isShown: boolean
}

export type QuestionAct =
  | { type: 'pick'; id: string }
  | { type: 'toggle'; id: string }
  | { type: 'tap'; id: string }
  | { type: 'move'; id: string; by: 1 | -1 }
  | { type: 'pair'; left: string; right: string }
  | { type: 'write'; text: string }
  | { type: 'check' }
  | { type: 'hint' }
  | { type: 'show' }

/** So often wrong, and the answer is offered. Choices run out by themselves. */
const SHOW_AFTER = 2

/** @param seed whose mixture it is: the same person gets the same one each time. */
export function startQuestion(question: Question, seed: string): QuestionState {
  const answer = question.kind === 'order' ? mixedOrder(question.items, seed) : []
  return { answer, judged: [], isHintOpen: false, isShown: false }
}

/** Never right by chance: then there would be nothing to put in order. */
function mixedOrder(items: readonly { id: string }[], seed: string): string[] {
  const mixed = shuffled(items, seed).map(({ id }) => id)
  const [first, ...others] = mixed
  const isRight = items.every(({ id }, at) => mixed[at] === id)
  return isRight && first !== undefined ? [...others, first] : mixed
}

export const isSolved = ({ judged, isShown }: QuestionState): boolean =>
  isShown || judged.at(-1)?.isRight === true

/** Whether the answer was judged wrong and has not been changed since. */
export const isWrongNow = (state: QuestionState): boolean => {
  const last = state.judged.at(-1)
  return last !== undefined && !last.isRight && !state.isShown
}

export function mayShow(question: Question, state: QuestionState): boolean {
  if (isSolved(state) || question.kind === 'single' || question.kind === 'true-false') return false
  if (question.kind === 'spot') return true
  return state.judged.filter(({ isRight }) => !isRight).length >= SHOW_AFTER
}

/** Phrases that are odd and were found, in the order of finding: their numbers. */
export function foundOf(question: Question, { judged, answer, isShown }: QuestionState): string[] {
  const right = rightIds(question)
  const found = [...judged.flatMap((each) => [...each.answer]), ...answer]
  const shown = isShown ? right : []
  return [...new Set([...found, ...shown])].filter((id) => right.includes(id))
}

/** Options that were tried alone and turned out wrong. */
export function triedOf({ judged }: QuestionState): string[] {
  return judged.flatMap(({ answer, isRight }) => (isRight ? [] : [...answer]))
}

/** What follows an act; the same state where the act means nothing now. */
export function actOn(question: Question, state: QuestionState, act: QuestionAct): QuestionState {
  if (isSolved(state)) return state
  switch (act.type) {
    case 'hint':
      return { ...state, isHintOpen: true }
    case 'show':
      return show(question, state)
    case 'pick':
      return judge(question, state, [act.id])
    case 'tap':
      return tap(question, state, act.id)
    case 'check':
      return state.answer.length === 0 ? state : judge(question, state, state.answer)
    default:
      return { ...state, answer: changed(state.answer, act) }
  }
}

/** Seen before anything was judged: what was found until then is the answer, and not all of it. */
function show(question: Question, state: QuestionState): QuestionState {
  const given = { answer: state.answer, isRight: false }
  const judged = state.judged.length > 0 ? state.judged : [given]
  return { ...state, isShown: true, answer: [...rightIds(question)], judged }
}

function judge(question: Question, state: QuestionState, answer: Answer): QuestionState {
  const isRight = isRightAnswer(question, answer)
  const kept = question.kind === 'match' && !isRight ? answer.filter(isOwnPair) : answer
  return { ...state, answer: kept, judged: [...state.judged, { answer, isRight }] }
}

const isOwnPair = (pair: string): boolean => {
  const [left, right] = pair.split(':')
  return left === right
}

/**
 * A phrase that is odd joins what was found, and the last one answers the question. One that is not
 * is an answer too, a wrong one: what was found, and this.
 */
function tap(question: Question, state: QuestionState, id: string): QuestionState {
  const right = rightIds(question)
  if (state.answer.includes(id)) return state
  if (!right.includes(id)) {
    const wrong = { answer: [...state.answer, id], isRight: false }
    return { ...state, judged: [...state.judged, wrong] }
  }
  const found = [...state.answer, id]
  const next = { ...state, answer: found }
  return found.length === right.length ? judge(question, next, found) : next
}

type Change = Extract<QuestionAct, { type: 'toggle' | 'move' | 'pair' | 'write' }>

function changed(answer: Answer, act: Change): Answer {
  switch (act.type) {
    case 'toggle':
      return answer.includes(act.id) ? answer.filter((id) => id !== act.id) : [...answer, act.id]
    case 'write':
      return act.text === '' ? [] : [act.text]
    case 'pair':
      return [...withoutPair(answer, act.left, act.right), `${act.left}:${act.right}`]
    case 'move':
      return moved(answer, act.id, act.by)
  }
}

/** One thing on the left has one partner, and so has one on the right. */
const withoutPair = (answer: Answer, left: string, right: string): Answer =>
  answer.filter((pair) => !pair.startsWith(`${left}:`) && !pair.endsWith(`:${right}`))

function moved(answer: Answer, id: string, by: 1 | -1): Answer {
  const from = answer.indexOf(id)
  const other = answer[from + by]
  if (from < 0 || other === undefined) return answer
  return answer.map((each, at) => (at === from ? other : at === from + by ? id : each))
}
