import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { buildCase } from './build-case.ts'
import { unknownCase } from './errors.ts'
import { readCase } from './read-case.ts'
import { endCase, hasCase, insertCase, selectCases } from './repository-cases.ts'
import type { CaseForm, LearnCase } from './shared.ts'

export { buildCase } from './build-case.ts'

/** What a device carries: the newest, and a few that somebody who was away has not seen. */
const MOST_ON_DEVICES = 12
const MOST_ON_PAGE = 100

/** Tells every learner of this centre of a case. Sending the same id again tells it once. */
export async function publishCase(tx: Tx, form: CaseForm): Promise<{ id: string }> {
  const { scenario, question } = buildCase(form)
  const { id, template, title, reviewedBy } = form
  if (await insertCase(tx, { id, template, title, reviewedBy, scenario, question })) {
    await recordAudit(tx, {
      action: 'learning.case_published',
      targetType: 'weekly_case',
      targetId: id,
    })
  }
  return { id }
}

/**
 * Takes a case off: devices forget it when they next have a network. What was answered stays.
 * @throws learning.unknown_case
 */
export async function takeOffCase(tx: Tx, { id }: { id: string }): Promise<{ id: string }> {
  if (!(await hasCase(tx, id))) throw unknownCase()
  await endCase(tx, id)
  await recordAudit(tx, {
    action: 'learning.case_taken_off',
    targetType: 'weekly_case',
    targetId: id,
  })
  return { id }
}

/** This centre's cases that are not taken off, the newest first, as devices carry them. */
export async function listLearnCases(
  tx: Tx,
  timeZone: string,
  most = MOST_ON_DEVICES,
): Promise<LearnCase[]> {
  return (await selectCases(tx, most)).map((row) => ({
    id: row.id,
    title: row.title,
    publishedOn: dayIn(timeZone, row.publishedAt),
    reviewedBy: row.reviewedBy,
    ...readCase(row),
  }))
}

/** All of them, for the page. */
export const listCases = (tx: Tx, timeZone: string) => listLearnCases(tx, timeZone, MOST_ON_PAGE)
