import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import pg from 'pg'
import type { Tx } from '#modules/kernel/db.ts'
import { type Contact, contactIn, formsOf, lineIn, siteIn } from './shared.ts'

export type Reported = {
  contact: Contact
  /** As it stands in the list; null when it does not stand there. */
  found: { value: string; reportedOn: string | null; source: string } | null
}

/** Looks a website or LINE id up in the list; undefined when the question is neither. */
export async function findReported(tx: Tx, question: string): Promise<Reported | undefined> {
  const contact = contactIn(question)
  if (!contact) return undefined
  const forms = formsOf(contact)
  const rows = await tx
    .selectFrom('reportedContact')
    .select(['kind', 'value', 'reportedOn', 'source'])
    .where(
      'value',
      'in',
      forms.map(({ value }) => value),
    )
    .execute()
  const row = forms.flatMap((form) =>
    rows.filter(({ kind, value }) => kind === form.kind && value === form.value),
  )[0]
  return {
    contact,
    found: row ? { value: row.value, reportedOn: row.reportedOn, source: row.source } : null,
  }
}

/** How old the list is: null while there is none. */
export async function reportedSince(tx: Tx): Promise<{ count: number; importedAt: Date | null }> {
  const { rows } = await sql<{ count: number; importedAt: Date | null }>`
    select count(*)::int as count, max(imported_at) as imported_at from reported_contact`.execute(
    tx,
  )
  return rows[0] ?? { count: 0, importedAt: null }
}

const SITE_COLUMN = /網址|網站|網域|domain|url|website|site/i
const LINE_COLUMN = /line|帳號/i
const DAY_COLUMN = /日期|date|時間|day/i
const DAY = /^(\d{2,4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})/

/**
 * Rows of an open list as contacts. The columns are known by their heads, as the police write them
 * (網址, 網站名稱, LINE ID, 日期 …) or in English.
 *
 * @returns what could be read, and how many rows could not.
 */
export function readReported(csv: string): {
  contacts: (Contact & { reportedOn: string | null })[]
  unread: number
} {
  const table = parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true })
  const [heads = [], ...rows] = table
  const columns = (pattern: RegExp) => heads.flatMap((head, at) => (pattern.test(head) ? [at] : []))
  const lines = columns(LINE_COLUMN)
  const sites = columns(SITE_COLUMN).filter((at) => !lines.includes(at))
  const days = columns(DAY_COLUMN)
  const found = new Map<string, Contact & { reportedOn: string | null }>()
  let unread = 0
  for (const row of rows) {
    const clean = (at: number) => (row[at] ?? '').normalize('NFKC').trim().toLowerCase()
    const contacts = [
      ...sites.map((at) => siteIn(clean(at))),
      ...lines.map((at) => lineIn(clean(at))),
    ].flatMap((each) => each ?? [])
    if (contacts.length === 0) unread += 1
    const reportedOn = days.map((at) => dayOf(row[at] ?? '')).find((day) => day !== null) ?? null
    for (const contact of contacts)
      found.set(`${contact.kind} ${contact.value}`, { ...contact, reportedOn })
  }
  return { contacts: [...found.values()], unread }
}

/** `2026/11/3`, `115-11-03` (years of the republic) and `20261103` as `YYYY-MM-DD`. */
function dayOf(text: string): string | null {
  const compact = /^\d{8}$/.test(text.trim())
    ? text.trim().replace(/(....)(..)(..)/, '$1-$2-$3')
    : text.trim()
  const [, year = '', month = '', day = ''] = DAY.exec(compact) ?? []
  const full = Number(year) < 1911 ? Number(year) + 1911 : Number(year)
  const iso = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso
}

const BATCH = 5_000

/**
 * Adds contacts to the list, as its owner: no page may. One that stands there already gets the newer
 * day and source.
 */
export async function importReported(
  ownerUrl: string,
  contacts: readonly (Contact & { reportedOn: string | null })[],
  source: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    for (let at = 0; at < contacts.length; at += BATCH) {
      const batch = contacts.slice(at, at + BATCH)
      await client.query(
        `insert into reported_contact (kind, value, reported_on, source)
         select kind, value, reported_on, $4
         from unnest($1::text[], $2::text[], $3::date[]) as row (kind, value, reported_on)
         on conflict (kind, value) do update set
           reported_on = greatest(reported_contact.reported_on, excluded.reported_on),
           source = excluded.source, imported_at = now()`,
        [
          batch.map(({ kind }) => kind),
          batch.map(({ value }) => value),
          batch.map(({ reportedOn }) => reportedOn),
          source,
        ],
      )
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
}
