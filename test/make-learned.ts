import { createHash } from 'node:crypto'
import { newId } from '#modules/kernel/ids.ts'
import {
  addLearnDevice,
  addLearner,
  getCourse,
  ingestLearnEvents,
} from '#modules/learning/index.ts'
import {
  type LearnEventBodies,
  type LearnEventType,
  type Question,
  rightIds,
  type Setting,
} from '#modules/learning/shared.ts'
import type { MadeTenant } from './make.ts'

export const COURSE = 'stop-ask-rescue'

interface Written {
  type: LearnEventType
  body: LearnEventBodies[LearnEventType]
  at: Date
}

/** One device of a centre that writes whatever it is told, and sends it. */
export async function makeLearning(centre: MadeTenant) {
  const { deviceId } = await centre.run((tx) =>
    addLearnDevice(tx, centre.tenantId, { name: '平板一', learnerId: null }),
  )
  const journalId = newId()
  let seq = 0
  const send = (written: readonly Written[]) => {
    const events = written.map(({ type, body, at }) => {
      seq += 1
      const hash = createHash('sha256').update(`${type} ${seq}`).digest('hex')
      const id = { eventId: newId(), seq, schemaVersion: 1, prevHash: '0'.repeat(64) }
      return { ...id, type: type as string, body: { ...body }, hash, wallAt: at.toISOString() }
    })
    return centre.run((tx) =>
      ingestLearnEvents(tx, { deviceId, learnerId: null }, { journalId, events }, new Date()),
    )
  }
  return {
    send,
    addLearner: async (displayName: string, language = 'zh-TW') =>
      (await centre.run((tx) => addLearner(tx, { displayName, language }))).id,
    /** Does lessons of a course; all of them unless told otherwise. */
    finish: (learnerId: string, at: Date, lessonIds = lessonsOf(COURSE), courseId = COURSE) =>
      send(lessonIds.flatMap((lessonId) => lessonDone({ learnerId, courseId, lessonId }, at))),
    /** Answers every question of a course in one setting; wrongly those that are named. */
    answer: (learnerId: string, setting: Setting, at: Date, wrong: readonly string[] = []) =>
      send(
        getCourse(COURSE, 'zh-TW').questions.map((question) => ({
          type: 'question.answered',
          at,
          body: {
            learnerId,
            courseId: COURSE,
            questionId: question.id,
            answer: wrong.includes(question.id) ? ['no-such'] : rightAnswer(question),
            isHelped: false,
            tookMs: 4250,
            setting,
          },
        })),
      ),
  }
}

const lessonsOf = (courseId: string) => getCourse(courseId, 'zh-TW').lessons.map(({ id }) => id)

function lessonDone(body: LearnEventBodies['lesson.done'], at: Date): Written[] {
  return [
    { type: 'lesson.opened', body, at },
    { type: 'lesson.done', body, at: new Date(at.getTime() + 300_000) },
  ]
}

/** What is right, as a device writes it. */
export function rightAnswer(question: Question): string[] {
  if (question.kind === 'order') return question.items.map(({ id }) => id)
  if (question.kind === 'match') return question.pairs.map(({ id }) => `${id}:${id}`)
  if (question.kind === 'short') return question.answers.slice(0, 1)
  return rightIds(question)
}
