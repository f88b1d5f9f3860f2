import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ChevronLeft, ReceiptText } from 'lucide-react'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, rowLinkClass } from '#app/components/data-table.tsx'
import { daysOfMonth, formatDay, monthOf } from '#app/components/dates.ts'
import { Money, SumRow } from '#app/components/money.tsx'
import { sourcePath } from '#app/reports/source-path.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName, entryKindWord, useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { getEntry } from '#modules/bookkeeping/index.ts'

const Params = z.object({ entryId: z.uuid() })

export const loader = tenantLoader('books.read', Params, async (tx, { entryId }, edge) => ({
  entry: await getEntry(tx, entryId),
  title: textsFor(languageOf(edge.request)).t('books:journal'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Posting = Awaited<ReturnType<typeof getEntry>>['postings'][number]

/** One entry: its sides, and what caused it. */
export default function Entry() {
  const { entry } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t, language } = useReportText()
  const period = new URLSearchParams(daysOfMonth(monthOf(entry.postedOn)))
  const side = (amountMinor: number) => amountMinor > 0 && <Money amountMinor={amountMinor} bare />
  const columns: Column<Posting>[] = [
    {
      key: 'account',
      head: t('books:entry.account'),
      cell: (posting) => (
        <span className="row-title-words">
          <Link to={`/${slug}/books/accounts/${posting.code}?${period}`} className={rowLinkClass}>
            {accountName(posting, language)}
          </Link>
          <span className="row-title-under">{posting.code}</span>
        </span>
      ),
    },
    {
      key: 'debit',
      head: t('books:entry.debit'),
      align: 'end',
      cell: (posting) => side(posting.amountMinor),
    },
    {
      key: 'credit',
      head: t('books:entry.credit'),
      align: 'end',
      cell: (posting) => side(-posting.amountMinor),
    },
  ]
  const kind = entryKindWord(t, entry.kind)
  const paper = sourcePath(slug, entry)
  return (
    <div className="stack">
      <div>
        <Link to={`/${slug}/books/journal`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={ChevronLeft}>{t('books:entry.back')}</ButtonFace>
        </Link>
      </div>
      <Card
        title={t('books:entry.title', { kind, memo: entry.memo })}
        aside={formatDay(entry.postedOn, words)}
      >
        <DataTable
          caption={t('books:entry.title', { kind, memo: entry.memo })}
          columns={columns}
          rows={entry.postings}
          rowKey={(posting) => String(posting.position)}
          empty={null}
          foot={
            <SumRow
              label={t('books:entry.difference')}
              amountMinor={entry.postings.reduce((sum, each) => sum + each.amountMinor, 0)}
              final
            />
          }
        />
        <h3>{t('books:entry.source')}</h3>
        {entry.sourceType === 'sale' ? (
          <div>
            <Link
              to={`/${slug}/sales/${entry.sourceId}`}
              className={buttonClass({ kind: 'plain' })}
            >
              <ButtonFace icon={ReceiptText}>{t('books:entry.sale')}</ButtonFace>
            </Link>
          </div>
        ) : paper ? (
          <div>
            <Link to={paper} className={buttonClass({ kind: 'plain' })}>
              <ButtonFace icon={ReceiptText}>{t('books:entry.paper')}</ButtonFace>
            </Link>
          </div>
        ) : (
          <p>{t('books:entry.noSource', { kind })}</p>
        )}
        <p className="muted">{t('books:entry.fixed')}</p>
      </Card>
    </div>
  )
}
