import { expect, test } from 'vitest'
import { isRightAnswer, type Question } from '#modules/learning/shared.ts'
import {
  actOn,
  foundOf,
  isSolved,
  mayShow,
  type QuestionAct,
  startQuestion,
  triedOf,
} from './question-state.ts'

const asked = { id: 'q', outcome: 'o', about: 'scam', text: '', explain: '' } as const
const option = (id: string, isRight: boolean) => ({ id, text: id, isRight, feedback: id })
const choices = [option('a', true), option('b', false), option('c', true)]

const single: Question = { ...asked, kind: 'single', options: choices.slice(0, 2) }
const multiple: Question = { ...asked, kind: 'multiple', options: choices }
const items = ['one', 'two', 'three'].map((id) => ({ id, text: id }))
const order: Question = { ...asked, kind: 'order', items }
const pairs = ['p', 'q'].map((id) => ({ id, left: id, right: id }))
const match: Question = { ...asked, kind: 'match', pairs }
const spot: Question = {
  ...asked,
  kind: 'spot',
  message: {
    via: 'sms',
    from: '',
    phrases: [
      { id: 'fine', text: '' },
      { id: 'hurry', text: '', flag: 'why' },
      { id: 'link', text: '', flag: 'why' },
    ],
  },
}

const after = (question: Question, ...acts: QuestionAct[]) =>
  acts.reduce((state, act) => actOn(question, state, act), startQuestion(question, 'learner'))
const answersOf = (question: Question, ...acts: QuestionAct[]) =>
  after(question, ...acts).judged.map(({ answer, isRight }) => [...answer, isRight])

test('a choice is judged as it is pressed, until one is right', () => {
  const wrong = after(single, { type: 'pick', id: 'b' })
  expect(isSolved(wrong)).toBe(false)
  expect(triedOf(wrong)).toEqual(['b'])
  const right = actOn(single, wrong, { type: 'pick', id: 'a' })
  expect(isSolved(right)).toBe(true)
  expect(actOn(single, right, { type: 'pick', id: 'b' })).toBe(right)
})

test('several choices are judged together', () => {
  const both: QuestionAct[] = [
    { type: 'toggle', id: 'a' },
    { type: 'toggle', id: 'b' },
    { type: 'toggle', id: 'c' },
    { type: 'toggle', id: 'b' },
    { type: 'check' },
  ]
  expect(answersOf(multiple, ...both)).toEqual([['a', 'c', true]])
  expect(after(multiple, { type: 'check' }).judged).toEqual([])
})

test('an order never starts right, whoever asks', () => {
  for (let person = 0; person < 40; person += 1) {
    const { answer } = startQuestion(order, `learner-${person}`)
    expect(isRightAnswer(order, answer)).toBe(false)
    expect([...answer].sort()).toEqual(['one', 'three', 'two'])
  }
})

test('moving past an end changes nothing', () => {
  const start = startQuestion(order, 'learner')
  const [first = '', second = ''] = start.answer
  expect(actOn(order, start, { type: 'move', id: first, by: -1 }).answer).toEqual(start.answer)
  const moved = actOn(order, start, { type: 'move', id: first, by: 1 })
  expect(moved.answer.slice(0, 2)).toEqual([second, first])
})

test('a pair that is wrong is let go, one that is right stays', () => {
  const third = { ...match, pairs: [...pairs, { id: 'r', left: 'r', right: 'r' }] }
  const state = after(
    third,
    { type: 'pair', left: 'p', right: 'p' },
    { type: 'pair', left: 'q', right: 'r' },
    { type: 'pair', left: 'r', right: 'q' },
    { type: 'check' },
  )
  expect(state.answer).toEqual(['p:p'])
  const again = actOn(third, state, { type: 'pair', left: 'q', right: 'p' })
  expect(again.answer).toEqual(['q:p'])
})

test('a phrase that is fine is an answer too, a wrong one; the last odd one is the right answer', () => {
  const taps = (...ids: string[]) => ids.map((id): QuestionAct => ({ type: 'tap', id }))
  expect(answersOf(spot, ...taps('hurry', 'fine', 'hurry', 'link'))).toEqual([
    ['hurry', 'fine', false],
    ['hurry', 'link', true],
  ])
  expect(foundOf(spot, after(spot, ...taps('link', 'fine', 'hurry')))).toEqual(['link', 'hurry'])
})

test('the answer can be seen when somebody is stuck, and then nothing more is judged', () => {
  expect(mayShow(spot, startQuestion(spot, 'x'))).toBe(true)
  expect(mayShow(single, after(single, { type: 'pick', id: 'b' }))).toBe(false)
  const early = after(spot, { type: 'tap', id: 'link' }, { type: 'show' })
  expect(early.judged).toEqual([{ answer: ['link'], isRight: false }])
  const twice = after(order, { type: 'check' }, { type: 'check' })
  expect(mayShow(order, twice)).toBe(true)
  const shown = actOn(order, twice, { type: 'show' })
  expect(isSolved(shown)).toBe(true)
  expect(shown.judged).toHaveLength(2)
})
