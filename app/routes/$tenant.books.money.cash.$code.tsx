import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BooksHeader } from '#app/books/books-header.tsx'
import { useLedgerText } from '#app/books/ledger-text.ts'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { daysOfMonth, formatShortDay, monthOf } from '#app/components/dates.ts'
import { formatAmount, Money, SumRow } from '#app/components/money.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { MonthPicker } from '#app/reports/period-picker.tsx'
import { isMonth } from '#app/reports/sale-filter.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName, entryKindWord, useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getAccountStatement, money, type PostingRow } from '#modules/bookkeeping/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({
  code: z.string().max(8),
  month: z.string().refine(isMonth).optional(),
  after: z.uuid().optional(),
})

export const loader = tenantLoader('books.read', Params, async (tx, params, edge) => {
  const { timeZone } = await getShopClock(tx)
  const thisMonth = monthOf(dayIn(timeZone, new Date()))
  const month = params.month ?? thisMonth
  const { after } = params
  return {
    month,
    thisMonth,
    after: after ?? null,
    places: await money.listMoneyPlaces(tx),
    book: await getAccountStatement(tx, params.code, {
      ...daysOfMonth(month),
      after,
      isLatestFirst: true,
    }),
    title: textsFor(languageOf(edge.request)).t('ledger:cash.title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** The cash book of one place: what came in, what went out, and how much lay there afterwards. */
export default function CashBook() {
  const { book, month, thisMonth, after, places } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t, language } = useLedgerText()
  const columns = useColumns()
  const addressOf = (more: Record<string, string>) => `?${new URLSearchParams({ month, ...more })}`
  return (
    <>
      <BooksHeader
        title={t('cash.of', { place: accountName(book, language) })}
        back={{ to: `/${slug}/books/money`, label: t('money.back') }}
      >
        <MonthPicker value={month} now={thisMonth} />
      </BooksHeader>
      <div className="stack">
        <nav className="row" aria-label={t('money.places')}>
          {places.map((place) => (
            <Link
              key={place.code}
              to={`/${slug}/books/money/cash/${place.code}?month=${month}`}
              className={segmentClass()}
              {...(place.code === book.code ? { 'aria-current': 'page' as const } : {})}
            >
              {accountName(place, language)}
            </Link>
          ))}
        </nav>
        <Card>
          {!after && <SumRow label={t('cash.now')} amountMinor={book.closingMinor} final />}
          <DataTable
            caption={t('cash.of', { place: accountName(book, language) })}
            columns={columns}
            rows={book.postings}
            rowKey={(posting) => `${posting.entryId}-${posting.position}`}
            empty={<Empty>{t('cash.none')}</Empty>}
            foot={
              !book.nextAfter && <SumRow label={t('cash.before')} amountMinor={book.openingMinor} />
            }
          />
          <nav className="pages" aria-label={t('cash.title')}>
            {after && (
              <Link to={addressOf({})} className={buttonClass({ kind: 'plain' })}>
                <ButtonFace>{t('newest')}</ButtonFace>
              </Link>
            )}
            {book.nextAfter && (
              <Link
                to={addressOf({ after: book.nextAfter })}
                className={buttonClass({ kind: 'plain' })}
              >
                <ButtonFace>{t('older')}</ButtonFace>
              </Link>
            )}
          </nav>
        </Card>
      </div>
    </>
  )
}

function useColumns(): Column<PostingRow>[] {
  const { slug, words } = useOffice()
  const { t } = useLedgerText()
  const { t: reportText } = useReportText()
  const part = (amountMinor: number) => amountMinor > 0 && <Money amountMinor={amountMinor} bare />
  return [
    {
      key: 'what',
      head: t('money.what'),
      cell: (posting) => (
        <RowTitle
          title={
            <Link to={`/${slug}/books/entries/${posting.entryId}`} className={rowLinkClass}>
              {`${entryKindWord(reportText, posting.kind)} ${posting.memo}`}
            </Link>
          }
          under={formatShortDay(posting.postedOn, words)}
        />
      ),
    },
    {
      key: 'in',
      head: t('cash.in'),
      align: 'end',
      wide: true,
      cell: (posting) => part(posting.amountMinor),
    },
    {
      key: 'out',
      head: t('cash.out'),
      align: 'end',
      wide: true,
      cell: (posting) => part(-posting.amountMinor),
    },
    {
      key: 'balance',
      head: t('cash.balance'),
      align: 'end',
      cell: (posting) => (
        <>
          <span className="cell-part narrow-only">{formatAmount(posting.amountMinor)}</span>
          <Money amountMinor={posting.balanceMinor} bare />
        </>
      ),
    },
  ]
}
