import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import { liveLines } from './repository.ts'
import type { PostingRef } from './shared.ts'

/** Live lines with the match that holds them now. */
const linesWithMatch = (tx: Tx, bankAccountId: string) =>
  liveLines(tx, bankAccountId)
    .leftJoin('bankMatch as m', (join) =>
      join
        .onRef('m.tenantId', '=', 'l.tenantId')
        .onRef('m.lineId', '=', 'l.id')
        .on('m.undoneAt', 'is', null),
    )
    .select([
      'l.id',
      'l.lineNo',
      'l.bookedOn',
      'l.amountMinor',
      'l.balanceMinor',
      'l.text',
      'l.note',
      'l.counterpart',
      'm.id as matchId',
      'm.how',
    ])
    .select(
      // What it was matched with is not in the books any more.
      sql<boolean>`exists (select from bank_match_posting p join journal_entry r
          on r.tenant_id = p.tenant_id and r.reverses_id = p.entry_id
        where p.tenant_id = m.tenant_id and p.match_id = m.id and p.is_held)`.as('isBroken'),
    )

export type LineRow = Awaited<ReturnType<typeof selectOpenLines>>[number]

/** Lines that nothing in the books stands for yet, the earliest first. */
export const selectOpenLines = (
  tx: Tx,
  bankAccountId: string,
  options: { limit: number; through?: string },
) => {
  let query = linesWithMatch(tx, bankAccountId).where('m.id', 'is', null)
  if (options.through !== undefined) query = query.where('l.bookedOn', '<=', options.through)
  return query.orderBy('l.bookedOn').orderBy('l.lineNo').limit(options.limit).execute()
}

/** A page of all lines, the latest first. @param after the line that the page before ended with. */
export async function selectLines(tx: Tx, bankAccountId: string, limit: number, after?: string) {
  let query = linesWithMatch(tx, bankAccountId)
  const mark =
    after === undefined
      ? undefined
      : await tx
          .selectFrom('bankLine')
          .select(['bookedOn', 'lineNo'])
          .where('id', '=', after)
          .executeTakeFirst()
  if (mark)
    query = query.where(
      sql<SqlBool>`(l.booked_on, l.line_no) < (${mark.bookedOn}::date, ${mark.lineNo}::integer)`,
    )
  return query.orderBy('l.bookedOn', 'desc').orderBy('l.lineNo', 'desc').limit(limit).execute()
}

/** Matched lines whose entry was undone in the books since. */
export const selectBrokenLines = (tx: Tx, bankAccountId: string, limit: number) =>
  tx
    .selectFrom(linesWithMatch(tx, bankAccountId).where('m.id', 'is not', null).as('w'))
    .selectAll()
    .where('w.isBroken', '=', true)
    .orderBy('w.bookedOn')
    .orderBy('w.lineNo')
    .limit(limit)
    .execute()

export async function countOpenLines(tx: Tx, bankAccountId: string): Promise<number> {
  const { count } = await liveLines(tx, bankAccountId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('bankMatch as m')
            .select('m.id')
            .whereRef('m.lineId', '=', 'l.id')
            .where('m.undoneAt', 'is', null),
        ),
      ),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A line with its account and whether its import was taken back. */
export const findLine = (tx: Tx, id: string) =>
  tx
    .selectFrom('bankLine as l')
    .leftJoin('bankImportUndo as u', (join) =>
      join.onRef('u.tenantId', '=', 'l.tenantId').onRef('u.importId', '=', 'l.importId'),
    )
    .select([
      'l.id',
      'l.bankAccountId',
      'l.rowNo',
      'l.bookedOn',
      'l.amountMinor',
      'l.balanceMinor',
      'l.text',
      'l.note',
      'l.counterpart',
      'u.createdAt as takenBackAt',
    ])
    .where('l.id', '=', id)
    .executeTakeFirst()

export const findMatchOfLine = (tx: Tx, lineId: string) =>
  tx
    .selectFrom('bankMatch as m')
    .leftJoin('userAccount as w', 'w.id', 'm.createdBy')
    .select(['m.id', 'm.how', 'm.entryId', 'm.createdAt', 'w.displayName as byName'])
    .where('m.lineId', '=', lineId)
    .where('m.undoneAt', 'is', null)
    .executeTakeFirst()

/** The postings that a match holds, as a page shows them. */
export const selectMatched = (tx: Tx, matchId: string) =>
  tx
    .selectFrom('bankMatchPosting as h')
    .innerJoin('posting as p', (join) =>
      join
        .onRef('p.tenantId', '=', 'h.tenantId')
        .onRef('p.entryId', '=', 'h.entryId')
        .onRef('p.position', '=', 'h.position'),
    )
    .innerJoin('journalEntry as e', (join) =>
      join.onRef('e.tenantId', '=', 'p.tenantId').onRef('e.id', '=', 'p.entryId'),
    )
    .select(['p.entryId', 'p.position', 'p.amountMinor', 'p.postedOn', 'e.kind', 'e.memo'])
    .select((eb) =>
      eb
        .selectFrom('journalEntry as r')
        .select('r.id')
        .whereRef('r.reversesId', '=', 'e.id')
        .as('reversedById'),
    )
    .where('h.matchId', '=', matchId)
    .where('h.isHeld', '=', true)
    .orderBy('p.postedOn')
    .orderBy('p.entryId')
    .execute()

export interface FreePosting extends PostingRef {
  amountMinor: number
  postedOn: string
  kind: string
  memo: string
  sourceType: string
  sourceId: string
}

/**
 * Postings on an account that no line stands for, by day. An entry and its undoing, neither of which
 * the bank has seen, cancel each other and are left out.
 *
 * @param options `amountMinor` only these; `cancelledBy` an undoing after this day does not count yet;
 *   `refs` only these postings; `heldThrough` what a line after this day holds is free still.
 */
export async function selectFreePostings(
  tx: Tx,
  accountCode: string,
  options: {
    from: string
    to: string
    limit: number
    amounts?: readonly number[]
    cancelledBy?: string
    heldThrough?: string
    refs?: readonly PostingRef[]
  },
): Promise<FreePosting[]> {
  const { from, to, limit, amounts, cancelledBy, heldThrough, refs } = options
  const { rows } = await sql<FreePosting>`
    with held as (
      select h.entry_id, h.position from bank_match_posting h
      join bank_match m on m.tenant_id = h.tenant_id and m.id = h.match_id
      join bank_line l on l.tenant_id = m.tenant_id and l.id = m.line_id
      join bank_account b on b.tenant_id = l.tenant_id and b.id = l.bank_account_id
      where h.is_held and b.account_code = ${accountCode}
        and l.booked_on <= ${heldThrough ?? 'infinity'}::date
    )
    select p.entry_id, p.position, p.amount_minor, p.posted_on, e.kind, e.memo,
           e.source_type, e.source_id
    from posting p
    join journal_entry e on e.tenant_id = p.tenant_id and e.id = p.entry_id
    where p.account_code = ${accountCode}
      and p.posted_on between ${from}::date and ${to}::date
      ${amounts ? sql`and p.amount_minor = any(${[...amounts]}::bigint[])` : sql``}
      ${
        refs
          ? sql`and (p.entry_id, p.position) in (
              select r.entry_id, r.position from jsonb_to_recordset(${JSON.stringify(
                refs.map((each) => ({ entry_id: each.entryId, position: each.position })),
              )}::jsonb) as r (entry_id uuid, position smallint))`
          : sql``
      }
      and (p.entry_id, p.position) not in (select held.entry_id, held.position from held)
      and not exists (
        select from journal_entry o
        where (o.reverses_id = e.id or o.id = e.reverses_id)
          and o.posted_on <= ${cancelledBy ?? 'infinity'}::date
          and not exists (select from held where held.entry_id = o.id))
    order by p.posted_on, p.entry_id, p.position
    limit ${limit}`.execute(tx)
  return rows
}

export interface NewMatch {
  lineId: string
  how: 'found' | 'entered' | 'rule' | 'settled'
  entryId?: string | undefined
  settled?: { code: string; from: string; to: string } | undefined
  postings: readonly PostingRef[]
}

/** Matches and what they hold, in one statement. */
export async function insertMatches(tx: Tx, matches: readonly NewMatch[]): Promise<void> {
  const rows = matches.map((match) => ({ id: newId(), ...match }))
  await insertRows(tx, {
    bankMatch: rows.map(({ id, lineId, how, entryId, settled }) => ({
      id,
      lineId,
      how,
      entryId: entryId ?? null,
      settledCode: settled?.code ?? null,
      settledFrom: settled?.from ?? null,
      settledTo: settled?.to ?? null,
    })),
    bankMatchPosting: rows.flatMap(({ id, postings }) =>
      postings.map(({ entryId, position }) => ({ matchId: id, entryId, position })),
    ),
  })
}

/** Lets go of what a match holds; the match itself stays, with who took it apart. */
export async function undoMatchRow(tx: Tx, matchId: string): Promise<void> {
  await sql`update bank_match_posting set is_held = false where match_id = ${matchId}`.execute(tx)
  await sql`update bank_match set undone_at = clock_timestamp(), undone_by = current_actor()
    where id = ${matchId}`.execute(tx)
}

/** Which of the lines are matched now. */
export async function findMatchedLines(tx: Tx, lineIds: readonly string[]): Promise<Set<string>> {
  if (lineIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('bankMatch')
    .select('lineId')
    .where('lineId', 'in', lineIds)
    .where('undoneAt', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.lineId))
}

/** The line that an entry was made for or is matched with, for the entry's own page. */
export const findLineOfEntry = (tx: Tx, entryId: string) =>
  tx
    .selectFrom('bankMatchPosting as h')
    .innerJoin('bankMatch as m', (join) =>
      join.onRef('m.tenantId', '=', 'h.tenantId').onRef('m.id', '=', 'h.matchId'),
    )
    .innerJoin('bankLine as l', (join) =>
      join.onRef('l.tenantId', '=', 'm.tenantId').onRef('l.id', '=', 'm.lineId'),
    )
    .select(['l.id', 'l.bankAccountId', 'l.bookedOn'])
    .where('h.entryId', '=', entryId)
    .where('h.isHeld', '=', true)
    .orderBy('l.bookedOn')
    .limit(1)
    .executeTakeFirst()
