import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ChevronLeft, FileUp, Hand } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { formatMoment, formatShortDay, isDay } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { type ReportText, reasonSentence, useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { may } from '#modules/identity/shared.ts'
import { getShopClock, type HelpRow, listNeedsHelp } from '#modules/pos/index.ts'

const Params = z.object({
  since: z.string().refine(isDay).optional(),
  before: z.uuid().optional(),
  show: z.enum(['open', 'all']).default('open'),
})

export const loader = tenantLoader(
  'sales.read',
  Params,
  async (tx, { since, before, show }, edge) => {
    const { timeZone } = await getShopClock(tx)
    return {
      ...(await listNeedsHelp(tx, timeZone, { since, before, showsAll: show === 'all' })),
      show,
      since,
      mayImport: may(edge.membership.role, 'till.manage'),
      title: textsFor(languageOf(edge.request)).t('today:needsHelp.title'),
    }
  },
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What tills sent and a person should look at: why, in sentences, and whether it is booked. */
export default function NeedsHelp() {
  const { rows, nextBefore, since, show, mayImport } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useReportText()
  const scam = useTranslation('scam')
  const columns = useColumns()
  return (
    <>
      <PageHeader
        title={t('today:needsHelp.title')}
        under={since && t('today:needsHelp.since', { day: formatShortDay(since, words) })}
        back={
          <Link to={`/${slug}/today`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ChevronLeft}>{t('today:needsHelp.back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack">
        <nav className="segments" aria-label={t('today:needsHelp.show')}>
          {(['open', 'all'] as const).map((each) => (
            <Link
              key={each}
              to={`?${new URLSearchParams({ ...(since && { since }), show: each })}`}
              className={segmentClass()}
              aria-current={show === each ? 'page' : undefined}
            >
              {each === 'open' ? t('today:needsHelp.open') : t('today:needsHelp.everything')}
            </Link>
          ))}
        </nav>
        <DataTable
          caption={t('today:needsHelp.list')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          empty={<Empty>{t('today:needsHelp.none')}</Empty>}
        />
        {(since || nextBefore) && (
          <nav className="pages" aria-label={t('today:needsHelp.list')}>
            {since && (
              <Link to={`?show=${show}`} className={buttonClass({ kind: 'plain' })}>
                <ButtonFace>{t('today:needsHelp.all')}</ButtonFace>
              </Link>
            )}
            {nextBefore && (
              <Link
                to={`?${new URLSearchParams({ ...(since && { since }), show, before: nextBefore })}`}
                className={buttonClass({ kind: 'plain' })}
              >
                <ButtonFace>{t('today:needsHelp.next')}</ButtonFace>
              </Link>
            )}
          </nav>
        )}
        <div id="tills">
          <Card title={t('today:needsHelp.tillsTitle')}>
            <p className="measure">{t('today:needsHelp.tillsText')}</p>
            {mayImport && (
              <Link to={`/${slug}/needs-help/import`} className={buttonClass({})}>
                <ButtonFace icon={FileUp}>{t('today:unsentImport.open')}</ButtonFace>
              </Link>
            )}
          </Card>
        </div>
        <div className="row">
          <Link to={`/${slug}/scam-pauses`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={Hand}>{scam.t('page.title')}</ButtonFace>
          </Link>
        </div>
      </div>
    </>
  )
}

function useColumns(): Column<HelpRow>[] {
  const { slug, words, timeZone } = useOffice()
  const { t } = useReportText()
  return [
    {
      key: 'what',
      head: t('today:needsHelp.what'),
      cell: (row) => (
        <span className="row-title-words">
          <b>
            {row.saleId && (row.kind === 'posted_flagged' || row.resolution === 'booked') ? (
              <Link to={`/${slug}/sales/${row.saleId}`} className={rowLinkClass}>
                {nameOf(t, row)}
              </Link>
            ) : (
              nameOf(t, row)
            )}{' '}
            <Tag tone={row.resolution || row.kind === 'posted_flagged' ? 'tea' : 'gold'}>
              {row.resolution
                ? t(`today:needsHelp.resolved.${row.resolution}`)
                : t(`today:needsHelp.kind.${row.kind}`)}
            </Tag>
          </b>
          {row.reasons.map((reason) => (
            <span key={reason}>{reasonSentence(t, reason)}</span>
          ))}
          {row.kind !== 'posted_flagged' && !row.resolution && (
            <span>{t('today:needsHelp.unbooked')}</span>
          )}
          <span className="row-title-under">
            {row.tillName} · {formatMoment(row.wallAt ?? row.receivedAt, { ...words, timeZone })}
          </span>
          <Link
            to={`/${slug}/needs-help/${row.id}`}
            className={buttonClass({ className: 'help-resolve' })}
          >
            <ButtonFace>{t('today:needsHelp.resolve')}</ButtonFace>
          </Link>
        </span>
      ),
    },
    {
      key: 'amount',
      head: t('today:needsHelp.amount'),
      align: 'end',
      cell: (row) => row.totalMinor !== null && <Money amountMinor={row.totalMinor} bare />,
    },
  ]
}

function nameOf(t: ReportText, row: HelpRow): string {
  if (row.type === 'shift.opened') return t('today:needsHelp.shift')
  if (row.type === 'sale.refunded' && row.receiptNo)
    return t('today:needsHelp.refund', { number: row.receiptNo })
  if (row.type === 'receipt.reprinted') return t('today:needsHelp.reprint')
  if (row.type === 'receipt.mailed') return t('today:needsHelp.mailed')
  return row.receiptNo
    ? t('today:needsHelp.sale', { number: row.receiptNo })
    : t('today:needsHelp.nameless')
}
