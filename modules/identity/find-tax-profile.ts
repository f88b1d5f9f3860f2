import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { TAX_PROFILE } from './settings.ts'
import type { TaxProfile } from './shared.ts'

const DAY_MS = 86_400_000

/**
 * How the shop stood to the tax office at an instant. Before its first day here it stood as it said on
 * that day: whoever comes today writes down papers of last month too.
 */
export async function findTaxProfile(tx: Tx, at: Date): Promise<TaxProfile> {
  const { createdAt } = await tx.selectFrom('tenant').select('createdAt').executeTakeFirstOrThrow()
  const first = new Date(createdAt.getTime() + DAY_MS)
  return readSetting(tx, TAX_PROFILE, at < first ? first : at)
}
