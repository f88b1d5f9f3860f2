import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { daysOfMonth, formatDay, formatMonth, monthOf } from '#app/components/dates.ts'
import { formatAmount } from '#app/components/money.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { MonthPicker } from '#app/reports/period-picker.tsx'
import { isMonth } from '#app/reports/sale-filter.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listUsageDays, type UsageDay } from '#modules/billing/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({ month: z.string().refine(isMonth).optional() })

export const loader = tenantLoader('usage.read', Params, async (tx, params, edge) => {
  const { timeZone } = await getShopClock(tx)
  const thisMonth = monthOf(dayIn(timeZone, new Date()))
  const month = params.month ?? thisMonth
  const { from, to } = daysOfMonth(month)
  return {
    month,
    thisMonth,
    days: await listUsageDays(tx, 'sale', from, to, timeZone),
    title: textsFor(languageOf(edge.request)).t('today:usage.title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What the month has used so far, by day; each day opens into its sales. */
export default function Usage() {
  const { month, thisMonth, days } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useReportText()
  const total = days.reduce((sum, day) => sum + day.quantity, 0)
  const columns: Column<UsageDay>[] = [
    {
      key: 'day',
      head: t('today:usage.day'),
      cell: ({ day }) => (
        <Link to={`/${slug}/sales?day=${day}`} className={rowLinkClass}>
          {formatDay(day, words)}
        </Link>
      ),
    },
    {
      key: 'quantity',
      head: t('today:usage.quantity'),
      align: 'end',
      cell: ({ quantity }) => formatAmount(quantity),
    },
  ]
  return (
    <>
      <PageHeader title={t('today:usage.title')} under={formatMonth(month, words)}>
        <MonthPicker value={month} now={thisMonth} />
      </PageHeader>
      <div className="two-cards">
        <Card title={t('today:usage.days')}>
          <DataTable
            caption={t('today:usage.days')}
            columns={columns}
            rows={days}
            rowKey={({ day }) => day}
            empty={
              <Empty
                action={
                  <Link to={`/${slug}/today`} className={buttonClass({ kind: 'plain' })}>
                    <ButtonFace>{t('today:usage.open')}</ButtonFace>
                  </Link>
                }
              >
                {t('today:usage.empty')}
              </Empty>
            }
            foot={
              <p className="sum-row">
                <span>{t('today:usage.total')}</span>
                <span className="sum-amount total-final">{formatAmount(total)}</span>
              </p>
            }
          />
        </Card>
        <Card title={t('today:usage.sales')}>
          <p className="figure figure-report">{t('today:usage.count', { count: total })}</p>
          <p className="muted">{t('today:usage.text')}</p>
        </Card>
      </div>
    </>
  )
}
