import type { StoredEvent } from '#app/offline/disk.ts'
import {
  addProgress,
  type CatalogueEntry,
  joinProgress,
  LEARN_EVENT_TYPES,
  type LearnEvent,
  type LearnPerson,
  type LearnSnapshot,
  lessonKey,
  NO_PROGRESS,
  type Progress,
} from '#modules/learning/shared.ts'

/** What this device's journal says of each learner. */
export type Written = ReadonlyMap<string, Progress>

/** Adds entries of the journal to what is known of whom they name. */
export function addWritten(known: Written, entries: readonly StoredEvent[]): Written {
  const next = new Map(known)
  for (const event of learnEventsIn(entries)) {
    const { learnerId } = event.body
    next.set(learnerId, addProgress(next.get(learnerId) ?? NO_PROGRESS, [event]))
  }
  return next
}

/** What learners did, of everything that a journal says. */
export const learnEventsIn = (entries: readonly StoredEvent[]): LearnEvent[] =>
  entries.flatMap(({ eventId, type, body, wallAt }) => {
    const event = { id: eventId, type, body, at: wallAt }
    return isLearnEvent(event) ? [event] : []
  })

/** Only this app writes this journal; what is asked here tells a learner's entry from the device's. */
const isLearnEvent = (event: {
  id: string
  type: string
  body: Record<string, unknown>
  at: string
}): event is LearnEvent & { body: Record<string, unknown> } =>
  LEARN_EVENT_TYPES.some((type) => type === event.type) && typeof event.body.learnerId === 'string'

/** The server's word and this device's: whatever was done anywhere is done. */
export const progressOf = (person: LearnPerson, written: Written): Progress =>
  joinProgress(person.progress, written.get(person.id) ?? NO_PROGRESS)

/** A course in somebody's language, or in the language that all of them are in. */
export function entryFor(
  courses: readonly CatalogueEntry[],
  courseId: string,
  language: string,
): CatalogueEntry | undefined {
  const own = courses.filter((each) => each.courseId === courseId)
  const inLanguage = (tag: string) => own.find((each) => each.language === tag)
  return inLanguage(language) ?? inLanguage('zh-TW') ?? own[0]
}

/** Every course once, in somebody's language where there is one, in the order of the courses. */
export function coursesFor(courses: readonly CatalogueEntry[], language: string): CatalogueEntry[] {
  const ids = [...new Set(courses.map(({ courseId }) => courseId))]
  return ids
    .flatMap((courseId) => entryFor(courses, courseId, language) ?? [])
    .sort((a, b) => a.order - b.order)
}

export interface NextLesson {
  course: CatalogueEntry
  lessonId: string
  /** It is what the class does now. */
  isOfClass: boolean
}

/**
 * What to do now: the lesson of the class; else the one that was begun last and is not done; else the
 * first that is not done. Undefined when everything is.
 */
export function nextLesson(
  { classes, courses }: Pick<LearnSnapshot, 'classes' | 'courses'>,
  person: LearnPerson,
  progress: Progress,
): NextLesson | undefined {
  const all = coursesFor(courses, person.language)
  const own = classes.filter(({ learnerIds }) => learnerIds.includes(person.id))
  const isDone = (courseId: string, lessonId: string) =>
    progress.lessons[lessonKey(courseId, lessonId)]?.doneAt !== undefined
  const ofClass = own.find((each) => !isDone(each.courseId, each.lessonId)) ?? own[0]
  const course = ofClass && all.find(({ courseId }) => courseId === ofClass.courseId)
  if (course) return { course, lessonId: ofClass.lessonId, isOfClass: true }
  const open = all.flatMap((each) =>
    each.lessons
      .filter(({ id }) => !isDone(each.courseId, id))
      .map(({ id }) => ({
        course: each,
        lessonId: id,
        isOfClass: false,
        lastAt: progress.lessons[lessonKey(each.courseId, id)]?.lastAt ?? '',
      })),
  )
  const [latest] = open
    .filter(({ lastAt }) => lastAt !== '')
    .sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
  return latest ?? open[0]
}

/** Courses that should lie on the device before a class begins, and whole and new what does already. */
export function wantedCourses(
  { classes, courses, learners }: LearnSnapshot,
  keptHashes: ReadonlyMap<string, string | undefined>,
): CatalogueEntry[] {
  const ofClasses = classes.flatMap(({ courseId, learnerIds }) => {
    const languages = learners
      .filter(({ id }) => learnerIds.includes(id))
      .map(({ language }) => language)
    return [...new Set(languages)].flatMap(
      (language) => entryFor(courses, courseId, language) ?? [],
    )
  })
  const here = courses.filter(
    (entry) => keptHashes.get(`${entry.courseId}.${entry.language}`) !== undefined,
  )
  return [...new Set([...ofClasses, ...here])]
}
