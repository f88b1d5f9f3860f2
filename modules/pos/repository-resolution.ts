import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** Something that a till sent and that a person looks at: an event, or another at its place. */
export interface Subject {
  id: string
  kind: 'posted' | 'posted_flagged' | 'quarantined' | 'fork'
  eventId: string
  tillId: string
  tillName: string
  seq: number
  type: string
  schemaVersion: number
  body: unknown
  bodyHash: string
  reasons: string[]
  receivedAt: Date
  wallAt: Date | null
  costCentreId: string | null
  timeZone: string
  /** Where the till sells from; null is the shop floor. */
  locationId: string | null
}

export interface Resolution {
  action: 'seen' | 'booked' | 'set_aside'
  note: string | null
  resolvedAt: Date
  resolverName: string | null
}

/** Lets two people who decide about the same thing wait for each other. */
export async function lockSubject(tx: Tx, subjectId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(
    hashtextextended(current_tenant()::text || ':resolution:' || ${subjectId}::text, 0))`.execute(
    tx,
  )
}

export async function findSubject(tx: Tx, id: string): Promise<Subject | undefined> {
  const { rows } = await sql<Subject>`
    select h.*, t.name as till_name, t.location_id, t.cost_centre_id,
       (select time_zone from tenant) as time_zone
    from (select event_id as id, disposition as kind, event_id, till_id, seq, type, schema_version,
                 body, body_hash, reasons, received_at, wall_at
          from till_event where event_id = ${id}
          union all
          select id, case disposition when 'quarantined' then 'fork' else disposition end, event_id,
                 till_id, seq, type, 1, body, body_hash, array_prepend('fork', reasons),
                 received_at, null
          from till_event_fork where id = ${id}) h
    join till t on t.id = h.till_id limit 1`.execute(tx)
  return rows[0]
}

export async function findResolution(tx: Tx, subjectId: string): Promise<Resolution | undefined> {
  const { rows } = await sql<Resolution>`
    select r.action, r.note, r.resolved_at,
           (select u.display_name from user_account u where u.id = r.resolved_by) as resolver_name
    from event_resolution r where r.subject_id = ${subjectId}`.execute(tx)
  return rows[0]
}

export async function insertResolution(
  tx: Tx,
  row: { subjectId: string; action: Resolution['action']; note: string | null },
): Promise<void> {
  await tx.insertInto('eventResolution').values(row).execute()
}
