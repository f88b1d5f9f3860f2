import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import type { SealedContent } from './seal.ts'

/** Tenants with entries that wait for their seal; at most a thousand of them. */
export async function listTenantsToSeal(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    tenantId: string
  }>`select tenant_id from list_tenants_to_seal()`.execute(db)
  return rows.map((row) => row.tenantId)
}

/** False when somebody else is sealing these books now. */
export async function tryLockSeals(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ isMine: boolean }>`select pg_try_advisory_xact_lock(
    hashtextextended(current_tenant()::text || ':seals', 0)) as is_mine`.execute(tx)
  return rows[0]?.isMine ?? false
}

export const findHead = (tx: Tx) =>
  tx
    .selectFrom('entrySeal')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The content of entries `e` as their seals cover it. */
const CONTENT: RawBuilder<unknown> = sql`
  e.id, e.posted_on, e.document_on, e.kind, e.memo, e.source_type, e.source_id, e.cost_centre_id,
  e.reverses_id, e.created_by,
  to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at_text,
  coalesce((select jsonb_agg(
      jsonb_build_array(p.position, p.account_code, p.amount_minor::text, p.posted_on)
      order by p.position)
    from posting p where p.tenant_id = e.tenant_id and p.entry_id = e.id), '[]') as postings`

/** Entries that wait, in the order of their ids. */
export async function selectToSeal(tx: Tx, limit: number): Promise<SealedContent[]> {
  const { rows } = await sql<SealedContent>`
    select ${CONTENT} from journal_entry e
    join (select tenant_id, entry_id from entry_to_seal order by entry_id limit ${limit}) q
      on q.tenant_id = e.tenant_id and q.entry_id = e.id
    order by q.entry_id`.execute(tx)
  return rows
}

/** Writes seals, and takes their entries off the list. */
export async function insertSeals(
  tx: Tx,
  seals: readonly { seq: number; entryId: string; version: number; hash: Buffer }[],
): Promise<void> {
  const hex = seals.map(({ hash }) => hash.toString('hex'))
  await sql`
    with sealed as (
      insert into entry_seal (seq, entry_id, version, hash)
      select s.seq, s.entry_id, s.version, decode(s.hex, 'hex')
      from unnest(${seals.map((each) => each.seq)}::bigint[],
                  ${seals.map((each) => each.entryId)}::uuid[],
                  ${seals.map((each) => each.version)}::smallint[],
                  ${hex}::text[]) as s(seq, entry_id, version, hex)
      returning entry_id)
    delete from entry_to_seal q using sealed where q.entry_id = sealed.entry_id`.execute(tx)
}

/** A seal with what its entry says now; `id` is null where the entry is gone. */
export type SealRow = { seq: number; entryId: string; version: number; hash: Buffer } & (
  | SealedContent
  | { id: null }
)

export async function selectSeals(tx: Tx, afterSeq: number, limit: number): Promise<SealRow[]> {
  const { rows } = await sql<SealRow>`
    select s.seq, s.entry_id, s.version, s.hash, ${CONTENT}
    from (select * from entry_seal where seq > ${afterSeq} order by seq limit ${limit}) s
    left join journal_entry e on e.tenant_id = s.tenant_id and e.id = s.entry_id
    order by s.seq`.execute(tx)
  return rows
}

/** An entry that has no seal and waits for none: nobody posted it. */
export async function findUnsealed(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select e.id from journal_entry e
    where not exists (select from entry_seal s where s.tenant_id = e.tenant_id and s.entry_id = e.id)
      and not exists (select from entry_to_seal q
                      where q.tenant_id = e.tenant_id and q.entry_id = e.id)
    order by e.id limit 1`.execute(tx)
  return rows[0]?.id
}

/** The first head that an earlier good check saw and that is not in the chain any more. */
export async function findLostHead(tx: Tx): Promise<number | undefined> {
  const { rows } = await sql<{ headSeq: number }>`
    select c.head_seq from seal_check c
    left join entry_seal s on s.tenant_id = c.tenant_id and s.seq = c.head_seq
    where c.problem is null and c.head_seq is not null and s.hash is distinct from c.head_hash
    order by c.head_seq limit 1`.execute(tx)
  return rows[0]?.headSeq
}

export async function countWaiting(tx: Tx): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from entry_to_seal`.execute(tx)
  return rows[0]?.waiting ?? 0
}

export interface SealCheckRow {
  sealedCount: number
  headSeq: number | null
  headHash: Buffer | null
  problem: string | null
  badEntryId: string | null
  badSeq: number | null
}

export async function insertSealCheck(tx: Tx, row: SealCheckRow): Promise<void> {
  await tx
    .insertInto('sealCheck')
    .values({ id: newId(), ...row })
    .execute()
}

export const findNewestCheck = (tx: Tx) =>
  tx
    .selectFrom('sealCheck')
    .select(['sealedCount', 'headSeq', 'headHash', 'problem', 'badEntryId', 'badSeq', 'createdAt'])
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
