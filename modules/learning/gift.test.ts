import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { anyQuestions, DESTINATION } from '#test/make-questions.ts'
import { QuestionShape } from './course-shapes.ts'
import { completeDrafts, type FileIssue } from './question-draft.ts'
import { readCourse } from './read-course.ts'
import { readGift } from './read-gift.ts'
import { writeGift } from './write-gift.ts'
import { writeQuestionsYaml } from './write-questions-yaml.ts'

const read = (text: string) => readGift(text, 'en')
const only = (text: string) => {
  const { drafts, problems } = read(text)
  expect(problems).toEqual([])
  expect(drafts).toHaveLength(1)
  return drafts[0]
}
const codes = (issues: FileIssue[]) => issues.map(({ line, code }) => [line, code])

test('a choice, with feedback, a wrapped line and general feedback', () => {
  const question = only(`// a remark
::Colours:: What's between orange and
  green in the spectrum?
{
    =yellow # right; good!
    ~red # [html]wrong, it's <b>yellow</b>
    ~[plain]blue # wrong
    #### The order: red, orange, yellow.
}`)
  expect(question).toEqual({
    line: 2,
    title: 'Colours',
    kind: 'single',
    text: "What's between orange and green in the spectrum?",
    explain: 'The order: red, orange, yellow.',
    options: [
      { text: 'yellow', isRight: true, feedback: 'right; good!' },
      { text: 'red', isRight: false, feedback: "wrong, it's yellow" },
      { text: 'blue', isRight: false, feedback: 'wrong' },
    ],
  })
})

test('several right ones by weight; those that take marks away are wrong', () => {
  expect(only('Who?{~%-50%No one ~%50%Amy#one of them ~%50.0%Ben ~Carl}')).toMatchObject({
    kind: 'multiple',
    options: [
      { text: 'No one', isRight: false },
      { text: 'Amy', isRight: true, feedback: 'one of them' },
      { text: 'Ben', isRight: true },
      { text: 'Carl', isRight: false },
    ],
  })
})

test('true and false, in the order of Moodle: feedback for wrong first, then for right', () => {
  expect(only('Odd?{FALSE#It is fine.#Yes, fine.####Look.}')).toMatchObject({
    kind: 'true-false',
    explain: 'Look.',
    options: [
      { text: 'True', isRight: false, feedback: 'It is fine.' },
      { text: 'False', isRight: true, feedback: 'Yes, fine.' },
    ],
  })
  expect(only('The sun rises in the east.{T}')).toMatchObject({ kind: 'true-false' })
})

test('a short answer, a missing word and an answer without its sign', () => {
  expect(only('Two plus two equals {=four =4}.')).toMatchObject({
    kind: 'short',
    text: 'Two plus two equals _____.',
    answers: ['four', '4'],
  })
  expect(only('Which number?{165}')).toMatchObject({ kind: 'short', answers: ['165'] })
  expect(only('::q::Grant is {~buried =entombed ~living} in a tomb.')).toMatchObject({
    kind: 'single',
    text: 'Grant is _____ in a tomb.',
  })
})

test('pairs, with one more wrong right side', () => {
  const { drafts, notes } = read('Match.{=Canada -> Ottawa =Italy->Rome =Japan->To->kyo = -> Bonn}')
  expect(drafts[0]).toMatchObject({
    kind: 'match',
    pairs: [
      { left: 'Canada', right: 'Ottawa' },
      { left: 'Italy', right: 'Rome' },
      { left: 'Japan', right: 'To->kyo' },
    ],
  })
  expect(codes(notes)).toEqual([[1, 'distractor']])
})

test('numbers become short answers, and say so; ~# is for whoever has none of them', () => {
  const few = read('A number from 1 to 5?{#3:2~#Completely wrong}')
  expect(few.drafts[0]).toMatchObject({ kind: 'short', answers: ['1', '2', '3', '4', '5'] })
  expect(codes(few.notes)).toEqual([
    [1, 'fallback'],
    [1, 'numeric'],
  ])
  expect(only('Pi?{#3.141..3.142}.')).toMatchObject({ answers: ['3.1415'] })
  expect(only('Born?{#\n=1822:0#Yes\n=%50%1822:2#Close\n}')).toMatchObject({ answers: ['1822'] })
  expect(codes(read('\n\nHow many?{#many}').problems)).toEqual([[3, 'no_number']])
})

test('addresses need no backslash in a question, nor in a choice', () => {
  expect(only('Is https://bank.example/a?b=1#c odd?{T}')?.text).toBe(
    'Is https://bank.example/a?b=1#c odd?',
  )
  expect(only('Which?{~https://a.example/x =http://b.example:8080/}')).toMatchObject({
    options: [{ text: 'https://a.example/x' }, { text: 'http://b.example:8080/' }],
  })
})

test('a backslash takes the meaning of a sign away', () => {
  expect(only(String.raw`::a\:\:b::1 \= 1 \{so\} \~ \# \: \\ \n x{~ \= 2 # \#1 = \\ \~ }`)).toEqual(
    {
      line: 1,
      title: 'a::b',
      kind: 'single',
      text: '1 = 1 {so} ~ # : \\\nx',
      options: [
        { text: '= 2', isRight: false, feedback: '#1' },
        { text: '\\ ~', isRight: true },
      ],
    },
  )
})

test('HTML becomes what a reader sees of it, and is never HTML again', () => {
  const { drafts, notes } = read(
    String.raw`[html]<p>A &lt;b&gt; <b>bold</b><script>alert(1)</script><br/>line &amp;lt;</p><img src\=x onerror\="a()">{T}`,
  )
  expect(drafts[0]?.text).toBe('A <b> bold\nline &lt;')
  expect(codes(notes)).toEqual([[1, 'media']])
  expect(only('[markdown]Is **this** [a place](x) or `that`?{T}')?.text).toBe(
    'Is this a place or that?',
  )
  expect(only('[plain]<b>**x** &amp;{T}')?.text).toBe('<b>**x** &amp;')
  expect(only('1 < 2 and <unknown> & 3 > 2?{T}')?.text).toBe('1 < 2 and <unknown> & 3 > 2?')
})

test('lines of Chinese that were wrapped have no space between them', () => {
  expect(only('[moodle]電話裡的人\n  說：不要掛。ok\nyes{T}')?.text).toBe(
    '電話裡的人說：不要掛。ok yes',
  )
})

test('what is wrong is told with its line, and reading goes on', () => {
  const { drafts, problems } = read(`First?{T}

One?{
  ~only
}

$CATEGORY: $course$/top/x
Open {=a

closed =b}

::no end
What?{=a}

Two?{=a} and {=b}

None?{~a ~b}

Six?{=a ~b ~c ~d ~e ~f ~g}

Word?{hello =a ~b}

Pairs?{=a->b =c->d}

Last?{=a
  =b}`)
  expect(codes(problems)).toEqual([
    [3, 'one_choice'],
    [8, 'only_open'],
    [10, 'only_closed'],
    [12, 'title_open'],
    [15, 'two_answers'],
    [17, 'none_right'],
    [19, 'choice_count'],
    [21, 'text_before_choice'],
    [23, 'match_count'],
  ])
  expect(drafts.map(({ line }) => line)).toEqual([1, 25])
})

test('what a course has no form for is passed over with a note', () => {
  const { drafts, problems, notes } = read(`A description.

Write a page.{}

Best?{=Frog#Good =%50%Cat =%0%*#Wrong}

Which?{=a ~%50%b ~c}

Which?{=a =b ~c ~#none of them}`)
  expect(problems).toEqual([])
  expect(codes(notes)).toEqual([
    [1, 'no_answers'],
    [3, 'essay'],
    [5, 'short_feedback'],
    [5, 'partly_right'],
    [5, 'fallback'],
    [7, 'partly_right'],
    [9, 'fallback'],
    [9, 'all_right_ones'],
  ])
  expect(drafts.map(({ kind }) => kind)).toEqual(['short', 'single', 'multiple'])
})

test('more than 500 questions are not read', () => {
  const { drafts, problems } = read('Odd?{T}\n\n'.repeat(502))
  expect(drafts).toHaveLength(500)
  expect(codes(problems)).toEqual([[1001, 'too_many']])
})

test('a long file of anything is read in a moment', () => {
  const letters = 300_000
  const started = performance.now()
  for (const unit of [
    '{',
    '}',
    '::',
    '\\',
    '~',
    '=',
    '<',
    '<script>',
    ' ',
    '[x](',
    '**',
    '$CATEGORY:\n',
    '#',
    '//[id:',
    '{T}\n\n',
    '文\n',
    '&#',
  ])
    readGift(`[html]${unit.repeat(letters / unit.length)}{=a ~b}`, 'en')
  for (const unit of ['~a', '=a', '=a->', '=%1%', '####', ' \n ', '[id:\\'])
    readGift(`a{${unit.repeat(letters / unit.length)}}`, 'en')
  expect(performance.now() - started).toBeLessThan(20_000)
})

test('questions that are written and read again are the same questions', () => {
  fc.assert(
    fc.property(anyQuestions, (questions) => {
      const file = writeGift({ title: 'A course', language: 'en', questions })
      const { drafts, problems, notes } = readGift(file, 'en')
      expect(problems).toEqual([])
      expect(notes).toEqual([])
      expect(completeDrafts(drafts, DESTINATION)).toEqual({ questions, notes: [] })
    }),
    { numRuns: 300 },
  )
})

test('what is pasted into questions.yaml has its shape, and says the same', () => {
  fc.assert(
    fc.property(anyQuestions, (questions) => {
      const list = parseYaml(writeQuestionsYaml(questions, 'zh-TW'))
      const parsed = z.array(QuestionShape).parse(list)
      expect(parsed.map(({ text }) => text.en)).toEqual(questions.map(({ text }) => text))
      expect(parsed.map(({ explain }) => explain['zh-TW'])).toEqual(
        questions.map(({ explain }) => explain),
      )
    }),
    { numRuns: 100 },
  )
})

test('a course goes out and comes back, but for what the format has no place for', () => {
  const { packs } = readCourse('courses/stop-ask-rescue', '2026-11-27')
  const pack = packs?.['zh-TW']
  if (!pack) throw new Error('the course has problems')
  const file = writeGift(pack)
  const { drafts, problems } = readGift(file, 'zh-TW')
  expect(problems).toEqual([])
  const kept = pack.questions.filter(({ kind }) => kind !== 'spot')
  expect(drafts.map(({ id, kind, about }) => [id, kind, about])).toEqual(
    kept.map(({ id, kind, about }) => [id, kind, about]),
  )
  expect(file).toContain('::q-hurry::[plain]有人打來說')
})
