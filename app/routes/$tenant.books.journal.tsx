import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Pencil } from 'lucide-react'
import { z } from 'zod'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { formatDay, isDay } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { DayPicker } from '#app/reports/period-picker.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { entryKindWord, useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { type EntryRow, listEntries } from '#modules/bookkeeping/index.ts'
import { may } from '#modules/identity/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({
  day: z.string().refine(isDay).optional(),
  after: z.uuid().optional(),
  /** Only what one thing has caused: see `BookedLink`. */
  sourceType: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  sourceId: z.uuid().optional(),
})

export const loader = tenantLoader('books.read', Params, async (tx, params, edge) => {
  const { day, after, sourceType, sourceId } = params
  const { timeZone } = await getShopClock(tx)
  const source = sourceType && sourceId ? { sourceType, sourceId } : undefined
  return {
    day,
    after,
    hasSource: source !== undefined,
    today: dayIn(timeZone, new Date()),
    ...(await listEntries(tx, { from: day, to: day, after, source })),
    mayWrite: may(edge.membership.role, 'books.write'),
    title: textsFor(languageOf(edge.request)).t('books:journal'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Everything that was booked, the latest day first. */
export default function Journal() {
  const { entries, nextAfter, day, after, today, hasSource, mayWrite } =
    useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useReportText()
  const { t: ledger } = useLedgerText()
  const columns: Column<EntryRow>[] = [
    {
      key: 'entry',
      head: t('books:journalPage.entry'),
      cell: (entry) => (
        <RowTitle
          title={
            <Link to={`/${slug}/books/entries/${entry.id}`} className={rowLinkClass}>
              {`${entryKindWord(t, entry.kind)} ${entry.memo}`}
            </Link>
          }
          under={formatDay(entry.postedOn, words)}
        />
      ),
    },
    {
      key: 'amount',
      head: t('books:journalPage.amount'),
      align: 'end',
      cell: (entry) => <Money amountMinor={entry.amountMinor} bare />,
    },
  ]
  const addressOf = (more: Record<string, string>) =>
    `?${new URLSearchParams({ ...(day && { day }), ...more })}`
  return (
    <>
      <div className="row row-between">
        <DayPicker value={day ?? today} now={today} />
        <div className="row">
          {(day || hasSource) && (
            <Link to="?" className={buttonClass({ kind: 'plain' })}>
              <ButtonFace>{t('books:journalPage.all')}</ButtonFace>
            </Link>
          )}
          {mayWrite && (
            <Link to={`/${slug}/books/entries/new`} className={buttonClass({ kind: 'plain' })}>
              <ButtonFace icon={Pencil}>{ledger('journal.door')}</ButtonFace>
            </Link>
          )}
        </div>
      </div>
      <DataTable
        caption={t('books:journalPage.caption')}
        columns={columns}
        rows={entries}
        rowKey={(entry) => entry.id}
        empty={<Empty>{t('books:journalPage.empty')}</Empty>}
      />
      <nav className="pages" aria-label={t('books:journalPage.caption')}>
        {after && (
          <Link to={addressOf({})} className={buttonClass({ kind: 'plain' })}>
            <ButtonFace>{t('books:journalPage.first')}</ButtonFace>
          </Link>
        )}
        {nextAfter && (
          <Link to={addressOf({ after: nextAfter })} className={buttonClass({ kind: 'plain' })}>
            <ButtonFace>{t('books:journalPage.next')}</ButtonFace>
          </Link>
        )}
      </nav>
    </>
  )
}
