import { z } from 'zod'
import { ABOUT, CHANNELS, CHOICE_ICONS, ENDINGS, FACTS } from './shared-course.ts'

/** The shapes of the files below `courses/`; every text stands in both languages. */

export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,59}$/, 'small letters, digits and hyphens, beginning with a letter')
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day like 2026-11-27')
const SourceDay = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a day, month or year')
const Text = z.string().trim().min(1).max(600)
export const Texts = z.strictObject({ 'zh-TW': Text, en: Text })

export const CourseFile = z.strictObject({
  id: Id,
  /** Its place in the catalogue. */
  order: z.int().min(1).max(999),
  title: Texts,
  blurb: Texts,
  outcomes: z
    .array(z.strictObject({ id: Id, text: Texts }))
    .min(1)
    .max(12),
  lessons: z.array(z.string()).min(1).max(12),
  checked_on: Day,
  review_by: Day,
  sources: z
    .array(
      z.strictObject({
        id: Id,
        /** What of it the course uses; no headline is invented. */
        says: z.string().trim().min(1).max(200),
        publisher: z.string().trim().min(1).max(100),
        date: SourceDay,
        /** Its number or place there. */
        ref: z.string().trim().min(1).max(120).optional(),
      }),
    )
    .min(1),
  /** Sounds, films and captions in `media/`. */
  media: z
    .array(
      z.strictObject({
        file: z.string().min(1).max(80),
        /** Of the file that was meant: a film can't be read over like a text. */
        sha256: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256, 64 hexadecimal digits'),
        /** Who made it, and how: nothing of somebody else slips in. */
        made: z.string().trim().min(1).max(200),
      }),
    )
    .max(40)
    .default([]),
})

/** What stands at the head of a lesson. */
export const LessonHead = z.strictObject({
  id: z.string().regex(/^\d-[a-z][a-z0-9-]*$/, 'the name of its file, like 1-see'),
  title: Text,
  outcomes: z.array(Id).min(1),
  minutes: z.int().min(1).max(15),
  checked_on: Day,
  review_by: Day,
  sources: z.array(Id).min(1),
})
export const SummaryHead = z.strictObject({ title: Text })

const Phrase = z.strictObject({ id: Id, text: Texts, flag: Texts.optional() })
const MessageShape = z.strictObject({
  via: z.enum(CHANNELS),
  from: Texts,
  note: Texts.optional(),
  phrases: z.array(Phrase).min(1).max(12),
})
const OptionShape = z.strictObject({
  id: Id,
  text: Texts,
  icon: z.enum(CHOICE_ICONS).optional(),
  right: z.boolean().default(false),
  feedback: Texts,
})
const questionBase = {
  id: Id,
  outcome: Id,
  about: z.enum(ABOUT),
  text: Texts,
  hint: Texts.optional(),
  explain: Texts,
  message: MessageShape.optional(),
}
const options = z.array(OptionShape).min(2).max(6)

export const QuestionShape = z.discriminatedUnion('kind', [
  z.strictObject({ ...questionBase, kind: z.literal('single'), options }),
  z.strictObject({ ...questionBase, kind: z.literal('multiple'), options }),
  z.strictObject({ ...questionBase, kind: z.literal('true-false'), options: options.length(2) }),
  z.strictObject({
    ...questionBase,
    kind: z.literal('order'),
    items: z
      .array(z.strictObject({ id: Id, text: Texts }))
      .min(3)
      .max(6),
  }),
  z.strictObject({
    ...questionBase,
    kind: z.literal('match'),
    pairs: z
      .array(z.strictObject({ id: Id, left: Texts, right: Texts }))
      .min(3)
      .max(5),
  }),
  z.strictObject({ ...questionBase, kind: z.literal('spot'), message: MessageShape }),
  z.strictObject({
    ...questionBase,
    kind: z.literal('short'),
    answers: z.strictObject({ 'zh-TW': z.array(Text).min(1), en: z.array(Text).min(1) }),
  }),
])
export type QuestionFile = z.output<typeof QuestionShape>

const Facts = z.array(z.enum(FACTS))
const guard = { when: Facts.optional(), unless: Facts.optional() }
const NextShape = z.union([Id, z.array(z.strictObject({ to: Id, ...guard })).min(1)])
const spoken = {
  id: Id,
  speaker: z.enum(['them', 'me']).default('them'),
  text: Texts,
  flag: Texts.optional(),
  next: NextShape,
}

export const NodeShape = z.discriminatedUnion('kind', [
  z.strictObject({ ...spoken, kind: z.literal('message') }),
  z.strictObject({ ...spoken, kind: z.literal('sms') }),
  z.strictObject({ ...spoken, kind: z.literal('call') }),
  z.strictObject({
    id: Id,
    kind: z.literal('page'),
    address: z.string().min(3).max(120),
    title: Texts,
    text: Texts,
    flag: Texts.optional(),
    next: NextShape,
  }),
  z.strictObject({ id: Id, kind: z.literal('pause'), text: Texts, next: NextShape }),
  z.strictObject({ id: Id, kind: z.literal('reveal'), text: Texts, next: NextShape }),
  z.strictObject({
    id: Id,
    kind: z.literal('choice'),
    text: Texts,
    rescue: z.boolean().default(false),
    options: z
      .array(
        z.strictObject({
          id: Id,
          text: Texts,
          icon: z.enum(CHOICE_ICONS).optional(),
          sets: Facts.optional(),
          next: Id,
          ...guard,
        }),
      )
      .min(1)
      .max(4),
  }),
  z.strictObject({
    id: Id,
    kind: z.literal('dial'),
    number: z.string().regex(/^\d{3,10}$/),
    text: Texts,
    answer: Texts,
    sets: Facts.min(1),
    next: NextShape,
  }),
  z.strictObject({ id: Id, kind: z.literal('end'), ending: z.enum(ENDINGS), text: Texts }),
])
export type NodeFile = z.output<typeof NodeShape>

export const ScenarioShape = z.strictObject({
  id: Id,
  outcome: Id,
  about: z.enum(ABOUT),
  channel: z.enum(CHANNELS),
  title: Texts,
  from: Texts,
  note: Texts.optional(),
  time: z.string().regex(/^\d{1,2}:\d{2}$/, 'a time like 9:12'),
  start: Id,
  nodes: z.array(NodeShape).min(3).max(60),
})
export type ScenarioFile = z.output<typeof ScenarioShape>
