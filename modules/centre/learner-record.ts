import type { Tx } from '#modules/kernel/db.ts'
import {
  getCourse,
  getLearner,
  listCourses,
  listLearnEvents,
  phones,
  photos,
} from '#modules/learning/index.ts'
import {
  addProgress,
  isRightAnswer,
  type LearnEvent,
  lessonKey,
  NO_PROGRESS,
} from '#modules/learning/shared.ts'
import { type AnsweredEvent, firstAnswered } from './first-answers.ts'
import { selectAttendanceOf, selectClassesOf } from './repository-help.ts'

/** How far somebody is in one course. */
export interface CourseStanding {
  courseId: string
  title: string
  lessons: { id: string; title: string; isOpened: boolean; isDone: boolean }[]
  /** Questions answered, and how many of them were right at the first answer. */
  answered: number
  right: number
}

/**
 * What somebody has done: the courses they opened and the classes they came to.
 * @throws learning.unknown_learner
 */
export async function getLearnerRecord(tx: Tx, learnerId: string, language: string) {
  const learner = await getLearner(tx, learnerId)
  const events = (await listLearnEvents(tx, [learnerId])).get(learnerId) ?? []
  const attendance = await selectAttendanceOf(tx, learnerId)
  const wasThere = new Map(attendance.map(({ classId, isThere }) => [classId, isThere]))
  const classes = (await selectClassesOf(tx, learnerId)).map((each) => ({
    ...each,
    isThere: wasThere.get(each.id) ?? false,
  }))
  return { learner, courses: standings(events, language), classes }
}

/**
 * Everything that is kept about somebody, for themselves; no secret of theirs is in it.
 * @throws learning.unknown_learner
 */
export async function exportLearner(tx: Tx, learnerId: string) {
  const { id, displayName, language, createdAt, leftAt, ...secrets } = await getLearner(
    tx,
    learnerId,
  )
  const photo = await photos.findPhoto(tx, learnerId)
  const { password, passkeys, ...signIns } = await phones.getSignIns(tx, learnerId)
  return {
    learner: {
      id,
      displayName,
      language,
      createdAt,
      leftAt,
      hasPictures: secrets.pictureHash !== null,
      hasCard: secrets.cardHash !== null,
    },
    photo: photo && {
      jpegBase64: photo.bytes?.toString('base64'),
      consentWords: photo.consentWords,
      consentedAt: photo.consentedAt,
      heardBy: photo.heardBy,
    },
    ownPhones: {
      ...signIns,
      loginName: password?.loginName ?? null,
      passkeys: passkeys.map(({ madeAt, usedAt }) => ({ madeAt, usedAt })),
    },
    classes: await selectClassesOf(tx, learnerId),
    attendance: await selectAttendanceOf(tx, learnerId),
    events: (await listLearnEvents(tx, [learnerId])).get(learnerId) ?? [],
  }
}

function standings(events: readonly LearnEvent[], language: string): CourseStanding[] {
  const { lessons } = addProgress(NO_PROGRESS, events)
  const first = firstAnswered(events)
  const opened = new Set(Object.keys(lessons).map((key) => key.split('/')[0]))
  return listCourses(language)
    .filter(({ courseId }) => opened.has(courseId))
    .map(({ courseId, title, lessons: all }) => ({
      courseId,
      title,
      lessons: all.map((lesson) => {
        const progress = lessons[lessonKey(courseId, lesson.id)]
        const isDone = progress?.doneAt !== undefined
        return { id: lesson.id, title: lesson.title, isOpened: progress !== undefined, isDone }
      }),
      ...countFirst(courseId, first),
    }))
}

function countFirst(courseId: string, first: readonly AnsweredEvent[]) {
  const { questions } = getCourse(courseId, 'zh-TW')
  const judged = first.flatMap(({ body }) => {
    const question = questions.find(({ id }) => id === body.questionId)
    return question && body.courseId === courseId ? [isRightAnswer(question, body.answer)] : []
  })
  return { answered: judged.length, right: judged.filter(Boolean).length }
}
