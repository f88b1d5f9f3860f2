import { learnerSignIns } from '#modules/identity/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import { database, type Tx } from '#modules/kernel/db.ts'
import { loginNameTaken } from './errors.ts'
import { getLearner } from './queries.ts'
import {
  deletePassword,
  findCentreId,
  insertPassword,
  selectByLoginKey,
  selectCentre,
} from './repository-phones.ts'

/** A short name as it is compared: 秋月, 秋 月 and full-width letters are one. */
export const loginKeyOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{C}]+/gu, '')

/** A centre by the word that people type; undefined when there is none. */
export async function findCentreOfCode(typed: string): Promise<string | undefined> {
  const code = typed.normalize('NFKC').trim().toLowerCase()
  return /^[a-z0-9-]{1,60}$/.test(code) ? findCentreId(database(), code) : undefined
}

/** Whose short name this is, and what is stored of their password; undefined when it is nobody's. */
export const findPasswordOf = (tx: Tx, loginName: string) =>
  selectByLoginKey(tx, loginKeyOf(loginName))

/**
 * Refuses what is easily guessed and a short name that another has, before the password is hashed.
 * @throws identity.password_common, identity.password_own_name, learning.login_name_taken
 */
export async function checkNewPassword(
  tx: Tx,
  learnerId: string,
  { loginName, password }: { loginName: string; password: string },
): Promise<void> {
  const { displayName } = await getLearner(tx, learnerId)
  const centre = await selectCentre(tx)
  const own = [displayName ?? '', loginName, centre.name, centre.slug]
  learnerSignIns.refuseWeakPassword(password, own)
  const owner = await findPasswordOf(tx, loginName)
  if (loginKeyOf(loginName) === '' || (owner && owner.learnerId !== learnerId)) {
    throw loginNameTaken()
  }
}

/**
 * Sets the short name and password that somebody comes back with; those before work no longer.
 * @throws learning.login_name_taken
 */
export async function setLearnerPassword(
  tx: Tx,
  row: { learnerId: string; loginName: string; passwordHash: string },
): Promise<void> {
  await deletePassword(tx, row.learnerId)
  const isFree = await insertPassword(tx, { ...row, loginKey: loginKeyOf(row.loginName) })
  if (!isFree) throw loginNameTaken()
  await recordAudit(tx, {
    action: 'learning.password_set',
    targetType: 'learner',
    targetId: row.learnerId,
  })
}

/** Takes the short name and password back; there may be none. */
export async function removeLearnerPassword(tx: Tx, learnerId: string): Promise<void> {
  if (!(await deletePassword(tx, learnerId))) return
  await recordAudit(tx, {
    action: 'learning.password_removed',
    targetType: 'learner',
    targetId: learnerId,
  })
}
