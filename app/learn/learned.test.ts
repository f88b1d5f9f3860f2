import { describe, expect, test } from 'vitest'
import type { StoredEvent } from '#app/offline/disk.ts'
import {
  type CatalogueEntry,
  type LearnEventType,
  type LearnPerson,
  type LearnSnapshot,
  NO_PROGRESS,
} from '#modules/learning/shared.ts'
import { addWritten, coursesFor, nextLesson, progressOf, wantedCourses } from './learned.ts'

const entry = (courseId: string, language: string, order: number): CatalogueEntry => ({
  courseId,
  language,
  title: courseId,
  blurb: '',
  order,
  minutes: 10,
  lessons: [
    { id: 'one', title: 'one', minutes: 5 },
    { id: 'two', title: 'two', minutes: 5 },
  ],
  hash: `${courseId}-${language}`,
  bytes: 1000,
  media: [],
})

const person = (id: string, language = 'zh-TW'): LearnPerson => ({
  id,
  name: id,
  tile: 0,
  language,
  pictures: null,
  cardHash: null,
  progress: NO_PROGRESS,
  reviews: [],
  photo: null,
  lockedAt: null,
  answeredCases: [],
  sittings: {},
  unmeasured: [],
})

const COURSES = [entry('b', 'zh-TW', 2), entry('a', 'zh-TW', 1), entry('a', 'en', 1)]

function snapshot(more: Partial<LearnSnapshot> = {}): LearnSnapshot {
  return {
    madeAt: '2026-11-27T01:00:00Z',
    centre: { id: 'c', slug: 'c', name: 'c', language: 'zh-TW' },
    device: { id: 'd', name: 'd', learnerId: null },
    classes: [],
    learners: [person('ama')],
    courses: COURSES,
    voices: [],
    translations: [],
    cases: [],
    ...more,
  }
}

const classOf = (courseId: string, lessonId: string, learnerIds: string[]) => ({
  id: 'class',
  title: '',
  courseId,
  lessonId,
  startsAt: '2026-11-27T01:00:00Z',
  learnerIds,
})

let seq = 0
function entryOf(type: LearnEventType | 'device.note', body: Record<string, unknown>): StoredEvent {
  seq += 1
  const wallAt = new Date(Date.UTC(2026, 10, 27, 1, seq)).toISOString()
  return {
    eventId: `e${seq}`,
    journalId: 'j',
    seq,
    type,
    schemaVersion: 1,
    body,
    wallAt,
    monoMs: 0,
    bootId: 'b',
    prevHash: '',
    hash: '',
    ack: null,
  }
}

const inLesson = (lessonId: string, courseId = 'a') => ({ learnerId: 'ama', courseId, lessonId })

describe('how far somebody is', () => {
  test('is what the server knows and what this device wrote, of each person alone', () => {
    const known: LearnPerson = {
      ...person('ama'),
      progress: {
        lessons: {
          'a/one': {
            openedAt: '2026-11-26T01:00:00Z',
            lastAt: '2026-11-26T01:00:00Z',
            doneBlocks: ['x'],
          },
        },
      },
    }
    const written = addWritten(new Map(), [
      entryOf('block.done', { ...inLesson('one'), blockId: 'y' }),
      entryOf('block.done', { ...inLesson('one'), learnerId: 'akong', blockId: 'z' }),
      entryOf('device.note', { learnerId: 'ama' }),
      entryOf('learner.signed_in', { learnerId: 'ama', how: 'pictures' }),
    ])
    expect(progressOf(known, written).lessons['a/one']?.doneBlocks).toEqual(['x', 'y'])
    expect(progressOf(person('akong'), written).lessons['a/one']?.doneBlocks).toEqual(['z'])
  })
})

describe('the lesson to go on with', () => {
  const done = (lessonId: string, courseId?: string) =>
    entryOf('lesson.done', inLesson(lessonId, courseId))
  const nextOf = (events: StoredEvent[], more: Partial<LearnSnapshot> = {}) => {
    const ama = person('ama')
    const next = nextLesson(snapshot(more), ama, progressOf(ama, addWritten(new Map(), events)))
    return next && `${next.course.courseId}/${next.lessonId}`
  }

  test('is the class’s, also once it is done', () => {
    const classes = [classOf('b', 'two', ['ama'])]
    expect(nextOf([], { classes })).toBe('b/two')
    expect(nextOf([done('two', 'b')], { classes })).toBe('b/two')
  })

  test('is not that of a class of others', () => {
    expect(nextOf([], { classes: [classOf('b', 'two', ['akong'])] })).toBe('a/one')
  })

  test('is the one that was begun last, then the first that is not done', () => {
    expect(nextOf([entryOf('lesson.opened', inLesson('two', 'b'))])).toBe('b/two')
    expect(nextOf([done('one')])).toBe('a/two')
    expect(nextOf([done('one'), done('two'), done('one', 'b'), done('two', 'b')])).toBeUndefined()
  })
})

describe('courses', () => {
  test('are there once each, in somebody’s language where there is one, in their order', () => {
    expect(coursesFor(COURSES, 'en').map(({ hash }) => hash)).toEqual(['a-en', 'b-zh-TW'])
    expect(coursesFor(COURSES, 'ami').map(({ hash }) => hash)).toEqual(['a-zh-TW', 'b-zh-TW'])
  })

  test('of an open class are wanted in the languages of its learners, and newer ones of what lies here', () => {
    const wanted = wantedCourses(
      snapshot({
        classes: [classOf('a', 'one', ['ama', 'mary'])],
        learners: [person('ama'), person('mary', 'en'), person('akong', 'en')],
      }),
      new Map([
        ['b.zh-TW', 'an older one'],
        ['a.en', 'a-en'],
      ]),
    )
    expect(wanted.map(({ hash }) => hash).sort()).toEqual(['a-en', 'a-zh-TW', 'b-zh-TW'])
    // What lies here already is wanted too: a film of it may not have come yet.
    const here = wantedCourses(snapshot(), new Map([['a.en', 'a-en']]))
    expect(here.map(({ hash }) => hash)).toEqual(['a-en'])
  })
})
