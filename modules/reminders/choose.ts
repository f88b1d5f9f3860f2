import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId, newSecret } from '#modules/kernel/ids.ts'
import { getLearner } from '#modules/learning/index.ts'
import { forgetMailsAbout, stopMailsAbout } from '#modules/mail/index.ts'
import { noAddress } from './errors.ts'
import {
  type ChoiceRow,
  forgetAddresses,
  insertChoice,
  lockLearner,
  selectChoices,
} from './repository.ts'
import { CHANNELS, type WorkingChannel } from './shared.ts'

/** What a letter is about that reminds somebody: `sourceId` is the learner. */
export const REMINDING = 'reminder'

export interface Choosing {
  /** Made by whoever asks: pressed twice it is one choice. */
  id: string
  learnerId: string
  channel: WorkingChannel
  /** Where letters go; needed for those alone. */
  address?: string | undefined
  /** The sentence that was read and agreed to, word for word, and its language. */
  wording: string
  language: string
  /** Where this server is reached, for the link in letters. */
  origin: string
}

/**
 * Writes down how somebody wants to be told, with the sentence that they agreed to. Letters to where
 * they do not want them any more are stopped at once.
 *
 * @throws learning.unknown_learner, reminders.no_address
 */
export async function chooseReminder(tx: Tx, choosing: Choosing): Promise<null> {
  const { id, learnerId, channel, wording, language, origin } = choosing
  await getLearner(tx, learnerId)
  const hasAddress = CHANNELS.some((each) => each.id === channel && each.hasAddress)
  const address = (hasAddress && choosing.address) || null
  if (hasAddress && address === null) throw noAddress()
  await writeChoice(tx, {
    id,
    learnerId,
    channel,
    address,
    wording,
    language,
    how: 'asked',
    origin,
  })
  return null
}

/** Adds a choice under the learner's lock, and stops letters that it does not want. */
export async function writeChoice(tx: Tx, row: Omit<ChoiceRow, 'code'>): Promise<void> {
  const { learnerId, channel, address } = row
  await lockLearner(tx, learnerId)
  if (!(await insertChoice(tx, { ...row, code: newSecret() }))) return
  await stopMailsAbout(tx, REMINDING, learnerId, { exceptTo: channel === 'mail' ? address : null })
  await recordAudit(tx, {
    action: 'reminders.chosen',
    targetType: 'learner',
    targetId: learnerId,
    detail: { channel, how: row.how },
  })
}

/**
 * Forgets where somebody was written to, and writes to them no more: for whoever is forgotten. That they
 * agreed once, and to which words, stays under a number that belongs to nobody.
 */
export async function forgetReminders(tx: Tx, learnerId: string): Promise<void> {
  const [last] = await selectChoices(tx, [learnerId])
  if (last && last.channel !== 'none') {
    const { wording, language } = last
    const none = { channel: 'none', address: null, origin: null, how: 'forgotten' as const }
    await writeChoice(tx, { id: newId(), learnerId, wording, language, ...none })
  }
  await forgetAddresses(tx, learnerId)
  await forgetMailsAbout(tx, REMINDING, learnerId)
}
