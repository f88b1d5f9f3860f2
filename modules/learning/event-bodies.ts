import { z } from 'zod'
import { ENDINGS, FACTS } from './shared-course.ts'
import { type LearnEventType, MOMENTS, SETTINGS } from './shared-learn-events.ts'

const Word = z.string().regex(/^[0-9a-z][a-z0-9-]{0,59}$/)
const learnerId = z.uuid()
const inLesson = { learnerId, courseId: Word, lessonId: Word }
const duration = z.int().min(0).max(86_400_000)

/** What each kind of entry says, checked once, where it arrives. */
export const LEARN_BODIES = {
  'lesson.opened': z.strictObject(inLesson),
  'block.done': z.strictObject({ ...inLesson, blockId: Word }),
  'question.answered': z.strictObject({
    learnerId,
    courseId: Word,
    lessonId: Word.optional(),
    questionId: Word,
    answer: z.array(z.string().max(200)).max(20),
    isHelped: z.boolean(),
    tookMs: duration,
    setting: z.enum(SETTINGS),
  }),
  'scenario.chose': z.strictObject({
    ...inLesson,
    scenarioId: Word,
    playId: z.uuid(),
    nodeId: Word,
    optionId: Word,
  }),
  'scenario.ended': z.strictObject({
    ...inLesson,
    scenarioId: Word,
    playId: z.uuid(),
    ending: z.enum(ENDINGS),
    facts: z.array(z.enum(FACTS)).max(FACTS.length),
    rescueMs: duration.optional(),
  }),
  'lesson.done': z.strictObject(inLesson),
  'help.asked': z.strictObject({ ...inLesson, blockId: Word }),
  'sitting.ended': z.strictObject({ learnerId, courseId: Word, moment: z.enum(MOMENTS) }),
  'learner.signed_in': z.strictObject({
    learnerId,
    how: z.enum(['pictures', 'card', 'trainer', 'own']),
  }),
  'learner.locked_out': z.strictObject({
    learnerId,
    failures: z.int().min(1).max(1000),
    salt: z.string().max(60).optional(),
  }),
} as const satisfies Record<LearnEventType, z.ZodType>

/** A batch as a device's journal sends it: the same envelope that tills use. */
export const LearnBatch = z.strictObject({
  journalId: z.uuid(),
  events: z
    .array(
      z.strictObject({
        eventId: z.uuid(),
        seq: z.int().min(1),
        type: z.string().min(1).max(60),
        schemaVersion: z.int().min(1).max(1000),
        body: z.record(z.string(), z.unknown()),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        prevHash: z.string().regex(/^[0-9a-f]{64}$/),
        wallAt: z.iso.datetime(),
        personal: z.unknown().optional(),
      }),
    )
    .max(100),
  unsent: z.unknown().optional(),
  hole: z.unknown().optional(),
  shellVersion: z.string().max(40).optional(),
})
export type LearnBatch = z.infer<typeof LearnBatch>
