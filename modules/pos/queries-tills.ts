import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { choicesOf } from './pairing.ts'

const MOST_TILLS = 200

/** A till on the owner's list. */
export interface TillRow {
  id: string
  number: number
  name: string
  lastSeenAt: Date | null
  shellVersion: string | null
  pairedAt: Date | null
  pairedByName: string | null
  revokedAt: Date | null
  /** Where it sells from; null is the shop floor. */
  locationId: string | null
  /** What waited on the device when it was last heard of. */
  unsentCount: number
  unsentMinor: number
  /** Events that a person should look at. */
  helpCount: number
  /** The part of the business it sells for. */
  costCentreId: string | null
}

/** The shop's tills, those in use first, by number. */
export async function listTills(tx: Tx): Promise<TillRow[]> {
  const { rows } = await sql<TillRow>`
    select t.id, t.number, t.name, t.last_seen_at, t.shell_version, t.paired_at, t.revoked_at,
      t.location_id, t.cost_centre_id,
      t.unsent_count, t.unsent_minor, u.display_name as paired_by_name,
      (select count(*)::int from till_event e where e.till_id = t.id
        and e.disposition in ('quarantined', 'posted_flagged')
        and not exists (select from event_resolution r where r.subject_id = e.event_id)) as help_count
    from till t left join user_account u on u.id = t.paired_by
    order by t.revoked_at is not null, t.number limit ${MOST_TILLS}`.execute(tx)
  return rows
}

/** The pairing that is going on, for the owner's eyes; undefined when there is none. */
export async function findOpenPairing(tx: Tx) {
  const row = await tx
    .selectFrom('tillPairing')
    .select(['id', 'expiresAt', 'deviceName', 'matchNumber', 'claimedAt'])
    .where('confirmedAt', 'is', null)
    .where('cancelledAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { id, expiresAt, deviceName, matchNumber } = row
  // Which of the three is right stands on the device alone.
  const choices = matchNumber === null ? null : choicesOf(id, matchNumber)
  return { id, expiresAt, deviceName, choices }
}
