import { expect, test } from 'vitest'
import type { Scenario } from '#modules/learning/shared.ts'
import {
  choose,
  endOf,
  flagsOf,
  isCounting,
  rescueMsOf,
  sceneOf,
  startPlay,
  stepOn,
  wayOn,
} from './scenario-state.ts'

const line = { kind: 'call', speaker: 'them' } as const
const scenario: Scenario = {
  id: 's',
  outcome: 'o',
  about: 'scam',
  channel: 'call',
  title: '',
  from: '',
  time: '9:12',
  start: 'hello',
  nodes: [
    { id: 'hello', ...line, text: 'hello', next: 'hurry' },
    { id: 'hurry', ...line, text: 'quick', flag: 'it hurries you', next: 'first' },
    {
      id: 'first',
      kind: 'choice',
      text: '',
      isRescue: false,
      options: [
        { id: 'stay', text: 'listen', next: 'more' },
        { id: 'pay', text: 'pay', sets: ['paid'], next: 'gone' },
        { id: 'never', text: '', when: ['told_otp'], next: 'gone' },
      ],
    },
    { id: 'more', ...line, text: 'more', flag: 'never met in a short call', next: 'first' },
    { id: 'gone', kind: 'pause', text: 'gone', next: 'rescue' },
    {
      id: 'rescue',
      kind: 'choice',
      text: '',
      isRescue: true,
      options: [{ id: 'r165', text: '165', next: 'dial' }],
    },
    {
      id: 'dial',
      kind: 'dial',
      number: '165',
      text: '',
      answer: '',
      sets: ['called_165'],
      next: 'end',
    },
    { id: 'end', kind: 'end', ending: 'rescued', text: '' },
  ],
}

const start = startPlay(scenario, 'play')
const on = (play: typeof start, nowMs = 0) => stepOn(scenario, play, nowMs)
const atChoice = on(on(start))

test('lines come by themselves, what is told waits for a press or for its choice', () => {
  expect(wayOn(scenario, start)).toBe('soon')
  expect(wayOn(scenario, on(start))).toBe('soon')
  expect(wayOn(scenario, atChoice)).toBeUndefined()
  const gone = choose(scenario, atChoice, 'pay', 1000)
  expect(wayOn(scenario, gone)).toBe('at_once')
})

test('the frame keeps the talk and what was chosen in it', () => {
  const more = choose(scenario, atChoice, 'stay', 0)
  const scene = sceneOf(scenario, more)
  const words = scene.kind === 'talk' ? scene.lines.map(({ kind, text }) => `${kind} ${text}`) : []
  expect(words).toEqual(['call hello', 'call quick', 'own listen', 'call more'])
  const gone = choose(scenario, on(more), 'pay', 0)
  expect(sceneOf(scenario, on(gone)).kind).toBe('telling')
})

test('seconds count from the harm to the call for help', () => {
  const gone = choose(scenario, atChoice, 'pay', 1000)
  expect(isCounting(atChoice)).toBe(false)
  expect(isCounting(gone)).toBe(true)
  const dialling = choose(scenario, on(gone, 2000), 'r165', 5000)
  expect(isCounting(dialling)).toBe(true)
  const end = on(dialling, 24_000)
  expect(isCounting(end)).toBe(false)
  expect(rescueMsOf(end)).toBe(23_000)
  expect(endOf(scenario, end)).toEqual({
    ending: 'rescued',
    facts: ['paid', 'called_165'],
    rescueMs: 23_000,
  })
})

test('only the flags of what was met are told, each once', () => {
  const gone = on(choose(scenario, atChoice, 'pay', 0))
  expect(flagsOf(scenario, gone).map(({ flag }) => flag)).toEqual(['it hurries you'])
})

test('a choice that is not open changes nothing', () => {
  expect(choose(scenario, atChoice, 'never', 0)).toBe(atChoice)
  expect(choose(scenario, atChoice, 'nonsense', 0)).toBe(atChoice)
  expect(on(atChoice)).toBe(atChoice)
})
