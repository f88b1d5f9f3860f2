import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { namesOf } from './account-shapes.ts'
import { unknownEntry } from './errors.ts'
import { findEntryDay } from './repository.ts'
import { isUndoneInBooks } from './reverse-entry.ts'

/** Rows of a page of the journal. */
const JOURNAL_PAGE = 50

/** An entry of the journal; `amountMinor` is the sum of its debits. */
export interface EntryRow {
  id: string
  postedOn: string
  kind: string
  memo: string
  sourceType: string
  sourceId: string
  amountMinor: number
}

/**
 * A page of the journal, the latest day first.
 *
 * @param options `after` is the id of the last entry of the page before; an unknown one starts at
 *   the top. @returns `nextAfter` asks for the page behind this one; undefined on the last.
 */
export async function listEntries(
  tx: Tx,
  options: {
    from?: string | undefined
    to?: string | undefined
    after?: string | undefined
    /** Only what one thing has caused. */
    source?: { sourceType: string; sourceId: string } | undefined
  },
): Promise<{ entries: EntryRow[]; nextAfter: string | undefined }> {
  let query = tx.selectFrom('journalEntry as e')
  if (options.from !== undefined) query = query.where('e.postedOn', '>=', options.from)
  if (options.to !== undefined) query = query.where('e.postedOn', '<=', options.to)
  if (options.source) {
    const { sourceType, sourceId } = options.source
    query = query.where('e.sourceType', '=', sourceType).where('e.sourceId', '=', sourceId)
  }
  const mark = options.after === undefined ? undefined : await findEntryDay(tx, options.after)
  if (mark) {
    query = query.where(
      sql<SqlBool>`(e.posted_on, e.id) < (${mark.postedOn}::date, ${mark.id}::uuid)`,
    )
  }
  const rows = await query
    .select([
      'e.id',
      'e.postedOn',
      'e.kind',
      'e.memo',
      'e.sourceType',
      'e.sourceId',
      sql<number>`(select coalesce(sum(p.amount_minor), 0)::bigint from posting p
        where p.tenant_id = e.tenant_id and p.entry_id = e.id and p.amount_minor > 0)`.as(
        'amountMinor',
      ),
    ])
    .orderBy('e.postedOn', 'desc')
    .orderBy('e.id', 'desc')
    .limit(JOURNAL_PAGE + 1)
    .execute()
  const entries = rows.slice(0, JOURNAL_PAGE)
  return { entries, nextAfter: rows.length > JOURNAL_PAGE ? entries.at(-1)?.id : undefined }
}

/**
 * One entry with its postings, and whether a person may undo it here.
 *
 * @throws bookkeeping.unknown_entry, for entries of other tenants as well.
 */
export async function getEntry(tx: Tx, id: string) {
  const entry = await tx
    .selectFrom('journalEntry as e')
    .leftJoin('costCentre as c', (join) =>
      join.onRef('c.tenantId', '=', 'e.tenantId').onRef('c.id', '=', 'e.costCentreId'),
    )
    .leftJoin('userAccount as u', 'u.id', 'e.createdBy')
    .select(['e.id', 'e.postedOn', 'e.documentOn', 'e.kind', 'e.memo', 'e.sourceType'])
    .select([
      'e.sourceId',
      'e.createdAt',
      'e.reversesId',
      'e.costCentreId',
      'c.name as costCentreName',
    ])
    .select('u.displayName as byName')
    .select((eb) =>
      eb
        .selectFrom('journalEntry as r')
        .select('r.id')
        .whereRef('r.reversesId', '=', 'e.id')
        .as('reversedById'),
    )
    .where('e.id', '=', id)
    .executeTakeFirst()
  if (!entry) throw unknownEntry()
  const postings = await tx
    .selectFrom('posting as p')
    .innerJoin('account as a', (join) =>
      join.onRef('a.tenantId', '=', 'p.tenantId').onRef('a.code', '=', 'p.accountCode'),
    )
    .select(['p.position', 'p.amountMinor', 'a.code', 'a.name', 'a.names', 'a.kind'])
    .where('p.entryId', '=', id)
    .orderBy('p.position')
    .execute()
  return {
    ...entry,
    /** Nobody has undone it, and it is nothing but this entry. */
    isUndoable:
      entry.reversesId === null && entry.reversedById === null && isUndoneInBooks(entry.sourceType),
    postings: postings.map((each) => ({ ...each, names: namesOf(each.names) })),
  }
}

/** The entries that something caused, e.g. `sale` and its id. */
export async function listEntriesOf(tx: Tx, sourceType: string, sourceId: string) {
  return tx
    .selectFrom('journalEntry')
    .select(['id', 'kind', 'postedOn'])
    .where('sourceType', '=', sourceType)
    .where('sourceId', '=', sourceId)
    .orderBy('kind')
    .limit(20)
    .execute()
}
