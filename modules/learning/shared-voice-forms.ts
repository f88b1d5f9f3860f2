import { z } from 'zod'
import { LearnerName } from './shared-names.ts'
import { MAX_VOICE_MS } from './shared-voices.ts'

const Word = z.string().regex(/^[0-9a-z][a-z0-9-]{0,59}$/)
const Course = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/)
/** A name, or nothing for somebody who would rather not be named. */
const Speaker = z
  .union([z.literal('').transform(() => null), LearnerName])
  .optional()
  .transform((name) => name ?? null)

/** A recording as a form sends it, without its sound. Numbers come as text. */
export const VoiceForm = z.object({
  courseId: Course,
  id: z.uuid(),
  blockId: Word,
  language: z.string().min(2).max(20),
  speaker: Speaker,
  consentHow: z.enum(['spoken', 'ticked']),
  consentedAt: z.iso.datetime(),
  /** The sentence that was shown and agreed to. */
  licence: z.string().trim().min(1).max(600),
  // A clock that stops late must not lose a recording.
  durationMs: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_VOICE_MS + 10_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type VoiceForm = z.output<typeof VoiceForm>

/** A block in another language, typed by somebody who speaks it. */
export const TranslationForm = z.object({
  courseId: Course,
  id: z.uuid(),
  blockId: Word,
  language: z.string().min(2).max(20),
  text: z.string().trim().min(1).max(2000),
  source: z.string().trim().min(1).max(200),
  speaker: Speaker,
})
export type TranslationForm = z.output<typeof TranslationForm>

/** What a second person says to a recording or a translation. */
export const DecisionForm = z.object({ id: z.uuid(), status: z.enum(['accepted', 'removed']) })
export type DecisionForm = z.output<typeof DecisionForm>
