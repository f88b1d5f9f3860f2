import '#app/tax/tax.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BarChart } from '#app/components/bar-chart.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { formatMonth } from '#app/components/dates.ts'
import { formatMoney } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { DueNotice } from '#app/tax/due-notice.tsx'
import { useTaxDays } from '#app/tax/tax-words.ts'
import { getSalesMeter, getTaxStanding } from '#modules/tax/index.ts'
import { openReturn } from '#modules/tax/shared.ts'

export const loader = tenantLoader('books.read', z.object({}), async (tx, _input, edge) => ({
  standing: await getTaxStanding(tx),
  meter: await getSalesMeter(tx),
  title: textsFor(languageOf(edge.request)).t('tax:title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** How the shop stands to the tax office, what is due when, and how near it is to the law's marks. */
export default function Tax() {
  const { standing } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('tax')
  const filesReturns = standing.profile.kind === 'invoice_user'
  const open = openReturn(standing)
  return (
    <div className="stack">
      {open && <DueNotice today={standing.today} open={open} />}
      <Card title={t('profile.title')}>
        <p>{t(`profile.${standing.profile.kind}`)}</p>
        <p className="muted">{t('profile.ask')}</p>
        <p>
          <Link to={`/${slug}/settings/shop`}>{t('profile.change')}</Link>
        </p>
      </Card>
      {filesReturns && <Periods />}
      <Meter />
    </div>
  )
}

type PeriodRow = ReturnType<typeof useLoaderData<typeof loader>>['standing']['periods'][number]

function Periods() {
  const { standing } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const days = useTaxDays()
  const { t } = useTranslation('tax')
  const stateOf = ({ filed, isOver }: PeriodRow) => (filed ? 'filed' : isOver ? 'open' : 'running')
  const columns: Column<PeriodRow>[] = [
    {
      key: 'period',
      head: t('periods.period'),
      cell: (row) => (
        <Link className={rowLinkClass} to={`/${slug}/books/tax/${row.period}`}>
          {days.period(row.period)}
        </Link>
      ),
    },
    { key: 'due', head: t('periods.due'), cell: (row) => days.day(row.dueOn), wide: true },
    {
      key: 'state',
      head: t('periods.state'),
      cell: (row) => (
        <span className="tax-state">
          <Tag tone={stateOf(row) === 'filed' ? 'tea' : 'gold'}>{t(`state.${stateOf(row)}`)}</Tag>
        </span>
      ),
    },
  ]
  return (
    <Card title={t('periods.title')}>
      <p className="muted">{t('notAFiling')}</p>
      <DataTable
        caption={t('periods.title')}
        columns={columns}
        rows={standing.periods}
        rowKey={(row) => row.period}
        empty={<Empty>{t('periods.none')}</Empty>}
      />
    </Card>
  )
}

function Meter() {
  const { meter } = useLoaderData<typeof loader>()
  const { words } = useOffice()
  const { t } = useTranslation(['tax', 'statements'])
  const { mark, standing, averageMinor } = meter
  const said = { average: formatMoney(averageMinor), mark: formatMoney(mark?.amountMinor ?? 0) }
  const sentence = mark ? t(`tax:meter.${mark.code}.${standing}`, said) : t('tax:meter.plain', said)
  return (
    <Card title={t('tax:meter.title')}>
      {standing !== 'below' && (
        <Notice kind="waiting" title={sentence}>
          {t('tax:meter.ask')}
        </Notice>
      )}
      <BarChart
        label={t('tax:meter.label')}
        bars={meter.months.map(({ month, totalMinor }) => ({
          label: String(Number(month.slice(5))),
          value: totalMinor,
        }))}
        sentence={sentence}
        tableLabel={t('tax:meter.table')}
        heads={[t('tax:meter.month'), t('tax:meter.sales')]}
        format={formatMoney}
        rowLabel={(bar) => {
          const row = meter.months.find(({ month }) => String(Number(month.slice(5))) === bar.label)
          return row ? formatMonth(row.month, words) : bar.label
        }}
        emptyLabel={t('tax:meter.none')}
      />
      {mark && <p className="muted">{t('tax:meter.source', { source: mark.source })}</p>}
    </Card>
  )
}
