import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting, writeSetting } from '#modules/kernel/settings.ts'
import { TILL_RULES } from './settings.ts'
import type { TillRules } from './shared.ts'

/**
 * Changes how the shop's tills behave, from now on: what was sold before keeps the rules of its day.
 * Whom the shop tells its scam counts stays as it is (`shareScamCounts` changes that).
 */
export async function changeRules(
  tx: Tx,
  rules: Omit<TillRules, 'sharesScamCountsWith'>,
): Promise<void> {
  const before = await readSetting(tx, TILL_RULES)
  const after = { ...before, ...rules, sharesScamCountsWith: before.sharesScamCountsWith }
  const was = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(after).filter(([name, value]) => was.get(name) !== value)
  if (changed.length === 0) return
  await writeSetting(tx, TILL_RULES, after)
  await recordAudit(tx, {
    action: 'pos.rules_changed',
    targetType: 'setting',
    targetId: TILL_RULES.key,
    detail: Object.fromEntries(
      changed.map(([name, value]) => [name, { from: was.get(name), to: value }]),
    ),
  })
}
