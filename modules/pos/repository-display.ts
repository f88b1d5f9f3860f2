import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'

/** A screen that was not asked for longer than this is not looked at any more. */
const WATCHED_FOR = sql`interval '20 seconds'`

/** Opens the one screen of a till anew; an earlier link ends with it. False: no such till here. */
export async function openDisplay(tx: Tx, tillId: string, tokenHash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ tillId: string }>`
    insert into till_display (till_id, token_hash, expires_at)
    select id, ${tokenHash}, now() + interval '1 day' from till
    where id = ${tillId} and revoked_at is null
    on conflict (tenant_id, till_id) do update set token_hash = excluded.token_hash, state = '{}',
      created_at = now(), changed_at = now(), expires_at = excluded.expires_at, seen_at = null
    returning till_id`.execute(tx)
  return rows.length > 0
}

/** Writes what the screen shows. Undefined: it has ended. */
export async function showOnDisplay(
  tx: Tx,
  tillId: string,
  state: unknown,
): Promise<{ isWatched: boolean } | undefined> {
  const { rows } = await sql<{ isWatched: boolean }>`
    update till_display set state = ${JSON.stringify(state)}::jsonb, changed_at = now()
    where till_id = ${tillId} and expires_at > now()
    returning coalesce(seen_at > now() - ${WATCHED_FOR}, false) as is_watched`.execute(tx)
  return rows[0]
}

export async function endDisplay(tx: Tx, tillId: string): Promise<void> {
  await tx.deleteFrom('tillDisplay').where('tillId', '=', tillId).execute()
}

/** Notes that somebody looks; written every few seconds and not at each look. */
export async function touchDisplay(tx: Tx, tillId: string): Promise<void> {
  await sql`update till_display set seen_at = now()
    where till_id = ${tillId} and (seen_at is null or seen_at < now() - interval '5 seconds')`.execute(
    tx,
  )
}

export interface FoundDisplay {
  tenantId: string
  tillId: string
  state: unknown
  changedAt: Date
}

/** A screen by the hash of its secret, whatever its tenant; undefined once it has ended. */
export async function findDisplay(db: Db, tokenHash: Buffer): Promise<FoundDisplay | undefined> {
  const { rows } = await sql<FoundDisplay>`select * from find_till_display(${tokenHash})`.execute(
    db,
  )
  return rows[0]
}
