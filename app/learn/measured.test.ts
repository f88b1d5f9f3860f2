import { expect, test } from 'vitest'
import type { StoredEvent } from '#app/offline/disk.ts'
import { readCourse } from '#modules/learning/index.ts'
import {
  addProgress,
  type LearnPerson,
  type Moment,
  measuringQuestions,
  NO_PROGRESS,
} from '#modules/learning/shared.ts'
import { addMeasured, sittingsOf, toMeasure } from './measured.ts'

const { packs } = readCourse('courses/guess-who', '2026-11-27')
if (!packs) throw new Error('The course is not in order')
const pack = packs['zh-TW']
const all = measuringQuestions(pack).map(({ id }) => id)
const NOW = new Date('2026-11-27T02:00:00Z')

const person: LearnPerson = {
  id: 'ama',
  name: '阿嬤',
  tile: 0,
  language: 'zh-TW',
  pictures: null,
  cardHash: null,
  photo: null,
  lockedAt: null,
  progress: NO_PROGRESS,
  reviews: [],
  sittings: {},
  unmeasured: [],
  answeredCases: [],
}

let seq = 0
function entry(type: string, body: Record<string, unknown>, wallAt = NOW.toISOString()) {
  seq += 1
  const about = { learnerId: 'ama', courseId: pack.courseId }
  const stored = { eventId: `e${seq}`, seq, type, body: { ...about, ...body }, wallAt }
  return stored as unknown as StoredEvent
}
const answer = (questionId: string, setting: Moment) =>
  entry('question.answered', { questionId, setting, answer: ['a'], isHelped: false, tookMs: 1 })

const left = (who: LearnPerson, entries: StoredEvent[], now = NOW) => {
  const measured = addMeasured(new Map(), entries)
  const found = toMeasure(pack, who, { progress: who.progress, measured }, now)
  return (
    found && { moment: found.moment, ids: found.questions.map(({ id }) => id), of: found.count }
  )
}

test('it goes on where it was left, on this device and from what another has sent', () => {
  expect(left(person, [])).toEqual({ moment: 'before', ids: all, of: 6 })
  expect(left(person, [answer(all[0] ?? '', 'before')])?.ids).toEqual(all.slice(1))
  const known = { ...person, sittings: { 'guess-who/before': { answered: all.slice(1, 3) } } }
  expect(left(known, [answer(all[0] ?? '', 'before')])).toEqual({
    moment: 'before',
    ids: all.slice(3),
    of: 6,
  })
  const over = addMeasured(new Map(), [entry('sitting.ended', { moment: 'before' })])
  expect(sittingsOf(known, over)['guess-who/before']).toEqual({
    answered: [...all.slice(1, 3)].sort(),
    endedAt: NOW.toISOString(),
  })
  expect(left(known, [entry('sitting.ended', { moment: 'before' })])).toBeUndefined()
})

test('a class without questions is asked none; another person’s answers are theirs', () => {
  expect(left({ ...person, unmeasured: ['guess-who'] }, [])).toBeUndefined()
  const other = { ...answer(all[0] ?? '', 'before') }
  const theirs = { ...other, body: { ...other.body, learnerId: 'agong' } }
  expect(left(person, [theirs])?.ids).toEqual(all)
})

test('after asks what before asked, and a month later once more', () => {
  const doneAt = '2026-11-20T02:00:00.000Z'
  const progress = addProgress(
    NO_PROGRESS,
    pack.lessons.map(({ id }) => ({
      id,
      type: 'lesson.done' as const,
      body: { learnerId: 'ama', courseId: pack.courseId, lessonId: id },
      at: doneAt,
    })),
  )
  const two = all.slice(0, 2)
  const finished = {
    ...person,
    progress,
    sittings: { 'guess-who/before': { answered: [...two].sort(), endedAt: doneAt } },
  }
  const after = left(finished, [])
  expect(after?.moment).toBe('after')
  expect([...(after?.ids ?? [])].sort()).toEqual([...two].sort())
  expect(
    left(
      finished,
      two.map((id) => answer(id, 'after')),
    ),
  ).toBeUndefined()
  const later = left(finished, [], new Date('2026-12-21T02:00:00Z'))
  expect(later?.moment).toBe('later')
})
