import { createHash } from 'node:crypto'
import { unknownCourse } from './errors.ts'
import { readCourses } from './read-course.ts'
import { type CatalogueEntry, COURSE_LANGUAGES, type CoursePack, type Question } from './shared.ts'

interface Packed {
  entry: CatalogueEntry
  pack: CoursePack
  json: string
}

const FOLDER = 'courses'
let read: Packed[] | undefined

/** Every course in every language, read from the files once; a course with problems is left out. */
function packed(): Packed[] {
  read ??= readCourses(FOLDER, new Date().toISOString().slice(0, 10)).flatMap(({ packs, order }) =>
    packs ? COURSE_LANGUAGES.map((language) => pack(packs[language], order)) : [],
  )
  return read
}

function pack(course: CoursePack, order: number): Packed {
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
  }
  return { entry, pack: course, json }
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

/** A question as it is judged, in the source language; undefined when its course has it no more. */
export const findQuestion = (courseId: string, questionId: string): Question | undefined =>
  packed()
    .find(({ entry }) => entry.courseId === courseId && entry.language === 'zh-TW')
    ?.pack.questions.find(({ id }) => id === questionId)
