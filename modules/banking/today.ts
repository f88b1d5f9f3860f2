import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'

/** The shop's own day. */
export async function todayOf(tx: Tx): Promise<string> {
  const { timeZone } = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
  return dayIn(timeZone, new Date())
}
