import { createHash } from 'node:crypto'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { unknownCourse } from './errors.ts'
import { courseFolders, inOrder, type ReadCourse, readCourse, readCourses } from './read-course.ts'
import {
  type CatalogueEntry,
  COURSE_LANGUAGES,
  type CoursePack,
  type MediaFile,
  type Question,
} from './shared.ts'

interface Packed {
  entry: CatalogueEntry
  pack: CoursePack
  json: string
  /** The folder that its course lies in. */
  place: string
}

const FOLDER = 'courses'
// The server bundle and the program that hosts it each carry a copy of this file, and share what was
// read: hence the global, as for the database.
const shared: { tillageCourses?: Packed[] } = globalThis as never

/** Every course in every language, read from the files once; a course with problems is left out. */
function packed(): Packed[] {
  shared.tillageCourses ??= readCourses(FOLDER, today()).flatMap(packBoth)
  return shared.tillageCourses
}

const today = (): string => new Date().toISOString().slice(0, 10)

const packBoth = ({ packs, order, folder }: ReadCourse & { folder: string }): Packed[] =>
  packs
    ? COURSE_LANGUAGES.map((language) => pack(packs[language], order, path.join(FOLDER, folder)))
    : []

/**
 * Reads the courses ahead of the first question, so that nobody waits for them: one folder after the
 * other, and whatever else the process does comes in between.
 */
export async function openCatalogue(): Promise<void> {
  if (shared.tillageCourses) return
  const courses: Awaited<ReturnType<typeof readCourses>> = []
  for (const folder of courseFolders(FOLDER)) {
    courses.push({ folder, ...readCourse(path.join(FOLDER, folder), today()) })
    await setImmediate()
  }
  shared.tillageCourses ??= courses.sort(inOrder).flatMap(packBoth)
}

function pack(course: CoursePack, order: number, place: string): Packed {
  const json = JSON.stringify(course)
  const lessons = course.lessons.map(({ id, title, minutes }) => ({ id, title, minutes }))
  const { courseId, language, title, blurb } = course
  const entry = {
    courseId,
    language,
    title,
    blurb,
    order,
    minutes: lessons.reduce((sum, { minutes }) => sum + minutes, 0),
    lessons,
    hash: createHash('sha256').update(json).digest('hex'),
    bytes: Buffer.byteLength(json),
    media: course.media,
  }
  return { entry, pack: course, json, place }
}

/** What can be learned, in the order of the courses. */
export const listCatalogue = (): CatalogueEntry[] => packed().map(({ entry }) => entry)

/** The courses in one language; in the source language where one is not there. */
export function listCourses(language: string): CatalogueEntry[] {
  const all = listCatalogue()
  return all.filter(
    (entry) =>
      entry.language === language ||
      (entry.language === 'zh-TW' &&
        !all.some((each) => each.courseId === entry.courseId && each.language === language)),
  )
}

/**
 * A course in one language, or in the source language where it is not there.
 * @throws learning.unknown_course
 */
export function getCourse(courseId: string, language: string): CoursePack {
  const own = packed().filter(({ entry }) => entry.courseId === courseId)
  const found = own.find(({ entry }) => entry.language === language) ?? own[0]
  if (!found) throw unknownCourse()
  return found.pack
}

/** The file that a device fetches, by the hash of what is in it; undefined for another version. */
export const findPack = (courseId: string, language: string, hash: string): string | undefined =>
  packed().find(
    ({ entry }) =>
      entry.courseId === courseId && entry.language === language && entry.hash === hash,
  )?.json

/** A file that plays in a lesson, by the hash of what is in it: where it lies and what it is. */
export function findMedia(hash: string): (MediaFile & { place: string }) | undefined {
  for (const { pack: course, place } of packed()) {
    const found = course.media.find((each) => each.hash === hash)
    if (found) return { ...found, place: path.join(place, 'media', found.file) }
  }
  return undefined
}

/** A question as it is judged, in the source language; undefined when its course has it no more. */
export const findQuestion = (courseId: string, questionId: string): Question | undefined =>
  packed()
    .find(({ entry }) => entry.courseId === courseId && entry.language === 'zh-TW')
    ?.pack.questions.find(({ id }) => id === questionId)
