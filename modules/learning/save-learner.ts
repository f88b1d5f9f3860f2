import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { unknownLearner } from './errors.ts'
import { forgetSignIns } from './own-account.ts'
import {
  countLearners,
  forgetCertificatesOf,
  forgetDevicesOf,
  insertLearners,
  updateLearner,
} from './repository-people.ts'
import { forgetPhotoOf } from './repository-photos.ts'
import { PICTURE_ROUNDS, TILES } from './shared.ts'

/** Adds somebody by their name alone; the tile is the next colour, so that neighbours differ. */
export async function addLearner(
  tx: Tx,
  { id = newId(), displayName, language = 'zh-TW' }: LearnerToAdd,
): Promise<{ id: string }> {
  await insertLearners(tx, [{ id, displayName, language, tile: (await countLearners(tx)) % TILES }])
  return { id }
}

export interface LearnerToAdd {
  /** Made by whoever asks, so that a second press adds nobody. */
  id?: string
  displayName: string
  language?: string
}

/** Adds several people by their names alone, in the order they were written down. */
export async function addLearners(
  tx: Tx,
  people: readonly { id: string; displayName: string }[],
): Promise<string[]> {
  const before = await countLearners(tx)
  await insertLearners(
    tx,
    people.map(({ id, displayName }, index) => {
      return { id, displayName, language: 'zh-TW', tile: (before + index) % TILES }
    }),
  )
  return people.map(({ id }) => id)
}

/**
 * Sets the three pictures that somebody signs in with on a class's device.
 * @throws learning.unknown_learner
 */
export async function choosePictures(
  tx: Tx,
  { learnerId, pictures }: { learnerId: string; pictures: readonly string[] },
): Promise<void> {
  const pictureSalt = randomBytes(16).toString('base64url')
  const pictureHash = pbkdf2Sync(pictures.join(' '), pictureSalt, PICTURE_ROUNDS, 32, 'sha256')
  const change = { pictureSalt, pictureHash: pictureHash.toString('base64url') }
  if (!(await updateLearner(tx, learnerId, change))) throw unknownLearner()
  await recordAudit(tx, {
    action: 'learning.pictures_chosen',
    targetType: 'learner',
    targetId: learnerId,
  })
}

/**
 * Makes a card for somebody; the one before works no longer.
 * @returns what the card's code says. It is told once and kept nowhere.
 * @throws learning.unknown_learner
 */
export async function makeCard(
  tx: Tx,
  { learnerId }: { learnerId: string },
): Promise<{ code: string }> {
  const code = newSecret('tlc_')
  if (!(await updateLearner(tx, learnerId, { cardHash: hashSecret(code) }))) throw unknownLearner()
  await recordAudit(tx, {
    action: 'learning.card_made',
    targetType: 'learner',
    targetId: learnerId,
  })
  return { code }
}

/**
 * Changes what somebody is called, or in which language they learn.
 * @throws learning.unknown_learner
 */
export async function renameLearner(
  tx: Tx,
  { learnerId, ...change }: { learnerId: string; displayName: string; language?: string },
): Promise<null> {
  if (!(await updateLearner(tx, learnerId, change))) throw unknownLearner()
  return null
}

/** Neither card nor pictures open anything any more. */
const NO_SIGN_IN = { cardHash: null, pictureSalt: null, pictureHash: null }

/**
 * Takes somebody off the lists. What they learned stays, in nobody's sight.
 * @throws learning.unknown_learner
 */
export async function endLearner(tx: Tx, { learnerId }: { learnerId: string }): Promise<null> {
  if (!(await updateLearner(tx, learnerId, { ...NO_SIGN_IN, leftAt: new Date() })))
    throw unknownLearner()
  await forgetSignIns(tx, learnerId)
  await forgetPhotoOf(tx, learnerId)
  await recordAudit(tx, {
    action: 'learning.learner_left',
    targetType: 'learner',
    targetId: learnerId,
  })
  return null
}

/**
 * Forgets who somebody is: their name, photograph, pictures, card, passkeys, password and own devices
 * go, and the name on their certificates. What they learned stays under a number that belongs to nobody, so that the counts of a
 * class remain true.
 * @throws learning.unknown_learner
 */
export async function eraseLearner(tx: Tx, { learnerId }: { learnerId: string }): Promise<null> {
  const change = { ...NO_SIGN_IN, displayName: null, leftAt: new Date() }
  if (!(await updateLearner(tx, learnerId, change))) throw unknownLearner()
  await forgetSignIns(tx, learnerId)
  await forgetPhotoOf(tx, learnerId)
  await forgetDevicesOf(tx, learnerId)
  await forgetCertificatesOf(tx, learnerId)
  await recordAudit(tx, {
    action: 'learning.learner_erased',
    targetType: 'learner',
    targetId: learnerId,
  })
  return null
}
