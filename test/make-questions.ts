import fc from 'fast-check'
import { ABOUT, type Question } from '#modules/learning/shared.ts'

/** Generated questions for tests of what is written and read again. */

export const DESTINATION = {
  language: 'en' as const,
  outcomes: ['first', 'second'],
  knownIds: [],
}

/** Words that mean something to one of the formats, and all letters. */
const SIGNS = [
  '~',
  '=',
  '#',
  '####',
  '{',
  '}',
  ':',
  '::',
  '\\',
  '\\n',
  '//',
  '%50%',
  '[html]',
  '[',
  ']',
  '<b>',
  '</p>',
  '&amp;',
  ']]>',
  '<!--',
  'https://a.example/?b=1#c',
  '\n',
  ' ',
  '掛斷',
  '"',
  "'",
  '*',
  '- a',
  '! x',
  'null',
  '1.0',
  '$CATEGORY:',
]
const word = fc.oneof(
  fc.constantFrom(...SIGNS),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
)
/** As the course format keeps a text: no signs that nobody sees, no empty lines or ends. */
const tidy = (letters: string): string =>
  letters
    .replace(/[^\P{Cc}\n]/gu, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')

const text = fc
  .array(word, { minLength: 1, maxLength: 8 })
  .map((words) => tidy(words.join('')))
  // GIFT knows no backslash for its arrow: a written file has another one instead.
  .filter((each) => each !== '' && each.length <= 600 && !each.includes('->'))

const base = {
  outcome: fc.constantFrom('first', 'second'),
  about: fc.constantFrom(...ABOUT),
  text,
  explain: text,
}

const parts = <Value>(of: fc.Arbitrary<Value>, minLength: number, maxLength: number) =>
  fc.array(of, { minLength, maxLength })
const numbered = <Part>(prefix: string, list: readonly Part[]) =>
  list.map((each, at) => ({ id: `${prefix}${at + 1}`, ...each }))

const options = (maxLength: number) =>
  fc
    .tuple(parts(fc.record({ text, feedback: text }), 2, maxLength), fc.nat())
    .map(([list, right]) =>
      numbered(
        'o',
        list.map((each, at) => ({ ...each, isRight: at === right % list.length })),
      ),
    )
const severalOptions = fc
  .tuple(parts(fc.record({ text, feedback: text, isRight: fc.boolean() }), 2, 6))
  .map(([list]) => numbered('o', list))
  .filter((list) => list.some(({ isRight }) => isRight))

/** Questions with options only. */
export const anyChoices: fc.Arbitrary<Omit<Question, 'id'>>[] = [
  fc.record({ ...base, kind: fc.constant('single'), options: options(6) }),
  fc.record({ ...base, kind: fc.constant('true-false'), options: options(2) }),
  fc.record({ ...base, kind: fc.constant('multiple'), options: severalOptions }),
]
const anyOther: fc.Arbitrary<Omit<Question, 'id'>>[] = [
  fc.record({
    ...base,
    kind: fc.constant('match'),
    pairs: parts(fc.record({ left: text, right: text }), 3, 5).map((list) => numbered('p', list)),
  }),
  fc.record({
    ...base,
    kind: fc.constant('order'),
    items: parts(fc.record({ text }), 3, 6).map((list) => numbered('i', list)),
  }),
  fc.record({ ...base, kind: fc.constant('short'), answers: parts(text, 1, 4) }),
]

const withIds = (list: Omit<Question, 'id'>[]): Question[] =>
  list.map((each, at) => ({ ...each, id: `q-${at + 1}` }) as Question)

export const anyQuestions = fc
  .array(fc.oneof(...anyChoices, ...anyOther), { maxLength: 5 })
  .map(withIds)
export const anyChoiceQuestions = fc.array(fc.oneof(...anyChoices), { maxLength: 5 }).map(withIds)
