import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { ScamOutcome, ScamPausedBody } from './shared.ts'

/** Keeps how the questions went. The same pause again changes nothing. */
export async function insertScamPause(tx: Tx, tillId: string, body: ScamPausedBody): Promise<void> {
  await tx
    .insertInto('scamPause')
    .values({
      id: body.pauseId,
      tillId,
      pausedAt: body.pausedAt,
      amountMinor: body.amountMinor,
      outcome: body.outcome,
      answers: JSON.stringify(body.answers),
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

export interface SharedPauseRow {
  sourceId: string
  shopTenantId: string
  /** `YYYY-MM-01` */
  month: string
  outcome: ScamOutcome
}

/** Writes into the tenant of `tx`, which is the centre. Telling it twice changes nothing. */
export async function insertSharedPause(tx: Tx, row: SharedPauseRow): Promise<void> {
  await tx
    .insertInto('sharedScamPause')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'sourceId']).doNothing())
    .execute()
}

/** A centre by the word in its address; undefined when there is none. */
export async function findCentre(
  tx: Tx,
  slug: string,
): Promise<{ tenantId: string; name: string } | undefined> {
  const { rows } = await sql<{ tenantId: string; name: string }>`
    select tenant_id, name from find_centre(${slug})`.execute(tx)
  return rows[0]
}

export interface OutcomeCount {
  /** `YYYY-MM` by the shop's clock. */
  month: string
  outcome: ScamOutcome
  count: number
}

/** A shop's own pauses since the beginning of a month (`YYYY-MM`), by its clock. */
export async function countPauses(
  tx: Tx,
  timeZone: string,
  sinceMonth: string,
): Promise<OutcomeCount[]> {
  const { rows } = await sql<OutcomeCount>`
    select to_char(paused_at at time zone ${timeZone}, 'YYYY-MM') as month, outcome,
      count(*)::int as count
    from scam_pause
    where paused_at >= (${`${sinceMonth}-01`}::date)::timestamp at time zone ${timeZone}
    group by 1, 2`.execute(tx)
  return rows
}

/** What shops have told a centre since the beginning of a month (`YYYY-MM`). */
export async function countSharedPauses(tx: Tx, sinceMonth: string): Promise<OutcomeCount[]> {
  const { rows } = await sql<OutcomeCount>`
    select to_char(month, 'YYYY-MM') as month, outcome, count(*)::int as count
    from shared_scam_pause where month >= ${`${sinceMonth}-01`}::date
    group by 1, 2`.execute(tx)
  return rows
}
