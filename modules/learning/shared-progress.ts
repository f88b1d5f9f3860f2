import type { Lesson } from './shared-course.ts'
import type { LearnEvent } from './shared-learn-events.ts'

/** How far a learner is, worked out from everything that any of their devices wrote. */
export interface Progress {
  /** By `course/lesson`. */
  lessons: Record<string, LessonProgress>
}

export interface LessonProgress {
  /** ISO 8601, of the first opening on any device. */
  openedAt: string
  lastAt: string
  /** In the order of their ids: the same set is the same list. */
  doneBlocks: string[]
  doneAt?: string
}

export const NO_PROGRESS: Progress = { lessons: {} }

export const lessonKey = (courseId: string, lessonId: string): string => `${courseId}/${lessonId}`

/**
 * Adds what was written to what was known. It may come in any order, twice, and from several devices:
 * the outcome is the same, and nothing that was done is ever undone. (A join of sets and of earliest
 * and latest instants, which knows no order.)
 */
export function addProgress(known: Progress, events: readonly LearnEvent[]): Progress {
  const lessons = { ...known.lessons }
  for (const event of events) {
    const place = placeOf(event)
    if (place === undefined) continue
    lessons[place] = join(lessons[place], {
      openedAt: event.at,
      lastAt: event.at,
      doneBlocks: event.type === 'block.done' ? [event.body.blockId] : [],
      ...(event.type === 'lesson.done' && { doneAt: event.at }),
    })
  }
  return { lessons }
}

/** Both together: of two devices, or of a device and the server. */
export function joinProgress(a: Progress, b: Progress): Progress {
  const lessons = { ...a.lessons }
  for (const [key, lesson] of Object.entries(b.lessons)) lessons[key] = join(lessons[key], lesson)
  return { lessons }
}

function join(a: LessonProgress | undefined, b: LessonProgress): LessonProgress {
  if (!a) return { ...b, doneBlocks: [...new Set(b.doneBlocks)].sort() }
  const doneAts = [a.doneAt, b.doneAt].filter((each) => each !== undefined).sort()
  return {
    openedAt: a.openedAt < b.openedAt ? a.openedAt : b.openedAt,
    lastAt: a.lastAt > b.lastAt ? a.lastAt : b.lastAt,
    doneBlocks: [...new Set([...a.doneBlocks, ...b.doneBlocks])].sort(),
    ...(doneAts[0] !== undefined && { doneAt: doneAts[0] }),
  }
}

function placeOf(event: LearnEvent): string | undefined {
  const { body } = event
  if (!('lessonId' in body) || body.lessonId === undefined) return undefined
  return lessonKey(body.courseId, body.lessonId)
}

/** Where to go on in a lesson: the first block that is not done. Past the last one, when all are. */
export function resumeAt(lesson: Lesson, progress: LessonProgress | undefined): number {
  const done = new Set(progress?.doneBlocks ?? [])
  const at = lesson.blocks.findIndex(({ id }) => !done.has(id))
  return at < 0 ? lesson.blocks.length : at
}
