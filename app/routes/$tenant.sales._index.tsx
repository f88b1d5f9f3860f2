import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ChevronLeft } from 'lucide-react'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import {
  formatDay,
  formatMonth,
  formatShortDay,
  formatTime,
  monthOf,
} from '#app/components/dates.ts'
import { formatMoney, Money, SumRow, Total } from '#app/components/money.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { DayPicker, MonthPicker } from '#app/reports/period-picker.tsx'
import { ReturnsCard } from '#app/reports/refund-cards.tsx'
import { filterOf, narrowingOf } from '#app/reports/sale-filter.ts'
import { SaleFilterForm } from '#app/reports/sale-filter-form.tsx'
import { SaleListParams } from '#app/reports/sale-list-params.server.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { saleWords, useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { may } from '#modules/identity/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import {
  findFilterNames,
  getShopClock,
  listRefunds,
  listSales,
  listSellers,
  type SaleRow,
  sumRefunds,
  sumSales,
} from '#modules/pos/index.ts'
import { TENDERS } from '#modules/pos/shared.ts'

/** Rows of a page. */
const PAGE = 50

export const loader = tenantLoader('sales.read', SaleListParams, async (tx, params, edge) => {
  const { timeZone } = await getShopClock(tx)
  const today = dayIn(timeZone, new Date())
  const filter = filterOf(params, today)
  return {
    params: { ...params, ...(params.month === undefined ? { day: filter.from } : {}) },
    today,
    sum: await sumSales(tx, filter, timeZone),
    returns: await sumRefunds(tx, filter.from, filter.to),
    refunds: await listRefunds(tx, filter.from, filter.to),
    page: await listSales(tx, filter, timeZone, { after: params.after, limit: PAGE }),
    names: await findFilterNames(tx, filter),
    tenders: TENDERS,
    sellers: await listSellers(tx),
    seesMargin: may(edge.membership.role, 'books.read'),
    title: textsFor(languageOf(edge.request)).t('today:sales.title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** The rows behind every number of the day, and their sum, which is that number. */
export default function Sales() {
  const { params, today, sum, page, names, tenders, sellers, returns, refunds } =
    useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useReportText()
  const narrowing = narrowingOf(params)
  const period: Record<string, string> =
    params.month === undefined ? { day: params.day ?? today } : { month: params.month }
  const when = params.shift
    ? t('today:sales.shift')
    : params.month === undefined
      ? formatDay(params.day ?? today, words)
      : formatMonth(params.month, words)
  const addressOf = (more: Record<string, string>) =>
    `?${new URLSearchParams({ ...period, ...narrowing, ...more })}`
  const day = params.day ?? today
  return (
    <>
      <PageHeader
        title={t('today:sales.title')}
        under={t('today:sales.under', { when, count: sum.saleCount })}
        back={
          params.month === undefined && (
            <Link
              to={params.shift ? `/${slug}/shifts/${params.shift}` : `/${slug}/today?day=${day}`}
              className={buttonClass({ kind: 'quiet' })}
            >
              <ButtonFace icon={ChevronLeft}>
                {params.shift ? t('today:sales.shiftBack') : t('today:sales.back')}
              </ButtonFace>
            </Link>
          )
        }
      >
        {params.shift ? null : params.month === undefined ? (
          <DayPicker value={day} now={today} keep={narrowing} />
        ) : (
          <MonthPicker value={params.month} now={monthOf(today)} keep={narrowing} />
        )}
        <Total label={t('today:sales.total')} amountMinor={sum.amountMinor} size="report" inline />
      </PageHeader>
      <SaleFilterForm params={params} names={names} tenders={tenders} sellers={sellers} />
      <DataTable
        caption={t('today:sales.title')}
        columns={useColumns(
          params.month !== undefined || params.shift !== undefined,
          Object.keys(narrowing).length > 0,
        )}
        rows={page.sales}
        rowKey={(sale) => sale.id}
        empty={
          <Empty
            action={
              <Link
                to={`?${new URLSearchParams(period)}`}
                className={buttonClass({ kind: 'plain' })}
              >
                <ButtonFace>{t('today:sales.clear')}</ButtonFace>
              </Link>
            }
          >
            {t('today:sales.empty')}
          </Empty>
        }
      />
      <nav className="pages" aria-label={t('today:sales.title')}>
        {params.after && (
          <Link to={addressOf({})} className={buttonClass({ kind: 'plain' })}>
            <ButtonFace>{t('today:sales.first')}</ButtonFace>
          </Link>
        )}
        {page.nextAfter && (
          <Link
            to={addressOf({ after: page.nextAfter })}
            className={buttonClass({ kind: 'plain' })}
          >
            <ButtonFace>{t('today:sales.next', { count: PAGE })}</ButtonFace>
          </Link>
        )}
      </nav>
      {/* A narrower question is about sales alone. */}
      {returns.refundCount > 0 && Object.keys(narrowing).length === 0 && (
        <div className="stack">
          <ReturnsCard refunds={refunds} totalMinor={returns.totalMinor} />
          <SumRow
            label={t('today:returns.net')}
            amountMinor={sum.amountMinor - returns.totalMinor}
            final
          />
        </div>
      )}
    </>
  )
}

function useColumns(hasDays: boolean, isNarrowed: boolean): Column<SaleRow>[] {
  const { seesMargin } = useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useReportText()
  const columns: Column<SaleRow>[] = [
    {
      key: 'what',
      head: t('today:sales.what'),
      cell: (sale) => (
        <RowTitle
          title={
            <Link to={`/${slug}/sales/${sale.id}`} className={rowLinkClass}>
              {saleWords(t, sale)}
            </Link>
          }
          under={[
            hasDays && formatShortDay(sale.businessDate, words),
            formatTime(sale.soldAt, timeZone),
            sale.receiptNo,
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      key: 'who',
      head: t('today:sales.cashier'),
      wide: true,
      cell: (sale) => (
        <RowTitle title={sale.cashierName ?? ''} under={sale.tillName ?? t('today:sales.api')} />
      ),
    },
    {
      key: 'amount',
      head: t('today:sales.amount'),
      align: 'end',
      cell: (sale) => (
        <>
          <b>
            <Money amountMinor={sale.amountMinor} bare />
          </b>
          {isNarrowed && sale.amountMinor !== sale.totalMinor && (
            <span className="cell-part">
              {t('today:sales.part', { amount: formatMoney(sale.totalMinor) })}
            </span>
          )}
        </>
      ),
    },
  ]
  if (seesMargin) {
    columns.splice(2, 0, {
      key: 'margin',
      head: t('today:sales.margin'),
      align: 'end',
      wide: true,
      cell: (sale) => <Money amountMinor={sale.marginMinor} bare />,
    })
  }
  return columns
}
