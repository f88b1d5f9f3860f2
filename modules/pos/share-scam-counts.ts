import type { Tx } from '#modules/kernel/db.ts'
import { readSetting, writeSetting } from '#modules/kernel/settings.ts'
import { unknownCentre } from './errors.ts'
import { findCentre } from './repository-scam.ts'
import { TILL_RULES } from './settings.ts'

/**
 * Chooses which centre is told how many questions were asked from now on; an empty word tells nobody.
 * @throws pos.unknown_centre
 */
export async function shareScamCounts(tx: Tx, input: { centre: string }): Promise<void> {
  const slug = input.centre === '' ? null : input.centre
  if (slug !== null && !(await findCentre(tx, slug))) throw unknownCentre()
  const rules = await readSetting(tx, TILL_RULES)
  if (rules.sharesScamCountsWith === slug) return
  await writeSetting(tx, TILL_RULES, { ...rules, sharesScamCountsWith: slug })
}
