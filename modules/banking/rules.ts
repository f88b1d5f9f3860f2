import { accounts, costCentres } from '#modules/bookkeeping/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { sameAccount, unknownAccount, unknownBankAccount, unknownRule } from './errors.ts'
import { findBankAccount } from './repository.ts'
import { insertRule, selectRules, setRuleArchived } from './repository-rules.ts'
import type { RuleForm } from './shared.ts'

/** Saved rules in use, those of one account or all. */
export const listRules = (tx: Tx, bankAccountId?: string) => selectRules(tx, bankAccountId)

export type Rule = Awaited<ReturnType<typeof listRules>>[number]

/**
 * Remembers what lines with some words are. Nothing is booked by a rule alone: it is offered, and
 * somebody agrees. The same id twice is one rule.
 *
 * @throws banking.unknown_bank_account, banking.same_account, banking.unknown_account,
 *   bookkeeping.unknown_cost_centre
 */
export async function saveRule(tx: Tx, form: RuleForm): Promise<{ id: string }> {
  if (form.bankAccountId !== undefined) {
    const account = await findBankAccount(tx, form.bankAccountId)
    if (!account) throw unknownBankAccount()
    if (account.accountCode === form.accountCode) throw sameAccount()
  }
  const all = await accounts.listAccounts(tx)
  if (!all.some((each) => each.code === form.accountCode && !each.isArchived))
    throw unknownAccount()
  await costCentres.requireCostCentre(tx, form.costCentreId)
  await insertRule(tx, form)
  await recordAudit(tx, {
    action: 'banking.rule_saved',
    targetType: 'bank_rule',
    targetId: form.id,
    detail: { contains: form.contains, accountCode: form.accountCode },
  })
  return { id: form.id }
}

/** Forgets a rule; what was booked by it stays. @throws banking.unknown_rule */
export async function forgetRule(tx: Tx, { id }: { id: string }): Promise<null> {
  if (!(await setRuleArchived(tx, id))) throw unknownRule()
  await recordAudit(tx, { action: 'banking.rule_forgotten', targetType: 'bank_rule', targetId: id })
  return null
}
