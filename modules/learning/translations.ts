import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownTranslation } from './errors.ts'
import {
  findTranslation,
  forgetTranslator,
  insertTranslation,
  insertTranslationDecision,
  lockTranslation,
  selectShownTranslations,
  selectTranslations,
} from './repository-translations.ts'
import { decide, namesHere, type Submitted } from './second-look.ts'
import type { DecisionForm, LearnTranslation, TranslationForm } from './shared.ts'
import { requireBlock } from './voices.ts'

const MOST = 3000

/**
 * Keeps a block as somebody who speaks the language wrote it, until another has read it.
 * @throws learning.unknown_course, learning.unknown_block
 */
export async function writeTranslation(tx: Tx, form: TranslationForm): Promise<{ id: string }> {
  requireBlock(form)
  if (await insertTranslation(tx, form)) {
    await recordAudit(tx, {
      action: 'learning.block_translated',
      targetType: 'block_translation',
      targetId: form.id,
      detail: { courseId: form.courseId, blockId: form.blockId, language: form.language },
    })
  }
  return { id: form.id }
}

/**
 * A second person has read it: learners of that language see it, or they do not any more.
 * @throws learning.unknown_translation, learning.needs_another
 */
export const decideTranslation = (tx: Tx, decision: DecisionForm, actorId: string): Promise<null> =>
  decide(tx, TRANSLATION, decision, actorId)

const TRANSLATION: Submitted = {
  lock: lockTranslation,
  find: findTranslation,
  forget: forgetTranslator,
  insertDecision: insertTranslationDecision,
  unknown: unknownTranslation,
  audit: { action: 'learning.translation', targetType: 'block_translation' },
}

/** A course's translations, the newest first. What was taken off is left out. */
export async function listTranslations(tx: Tx, courseId: string) {
  const rows = await selectTranslations(tx, courseId, MOST)
  const names = await namesHere(tx)
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return rows
    .filter(({ removedAt }) => removedAt === null)
    .map((row) => ({
      id: row.id,
      blockId: row.blockId,
      language: row.language,
      text: row.text,
      source: row.source,
      speaker: row.speaker,
      isAccepted: row.acceptedAt !== null,
      madeBy: nameOf(row.createdBy),
      acceptedBy: nameOf(row.acceptedBy),
    }))
}

/** What devices of this centre show: one a block and language. */
export async function listLearnTranslations(tx: Tx): Promise<LearnTranslation[]> {
  return (await selectShownTranslations(tx, MOST)).map(
    ({ courseId, blockId, language, text, speaker }) => ({
      courseId,
      blockId,
      language,
      text,
      speaker,
    }),
  )
}
