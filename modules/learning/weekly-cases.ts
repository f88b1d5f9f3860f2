import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { readCase } from './read-case.ts'
import { selectCases } from './repository-cases.ts'
import type { LearnCase } from './shared.ts'

/** What a device carries: the newest, and a few that somebody who was away has not seen. */
const MOST_ON_DEVICES = 12

/** This centre's cases that are not taken off, the newest first. */
export async function listLearnCases(tx: Tx, timeZone: string): Promise<LearnCase[]> {
  return (await selectCases(tx, MOST_ON_DEVICES)).map((row) => ({
    id: row.id,
    title: row.title,
    publishedOn: dayIn(timeZone, row.publishedAt),
    reviewedBy: row.reviewedBy,
    ...readCase(row),
  }))
}
