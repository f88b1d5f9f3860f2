import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { CalendarClock, Scale, TriangleAlert, Warehouse } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { FindField } from '#app/components/find-field.tsx'
import { Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { Select } from '#app/components/select.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listOpenPlaces } from '#app/stock/act-page.server.ts'
import { daysOf, placeIdOf, StockListQuery } from '#app/stock/stock-list.server.ts'
import { StockTable } from '#app/stock/stock-table.tsx'
import { may } from '#modules/identity/index.ts'
import { stockLists } from '#modules/inventory/index.ts'

export const loader = tenantLoader('goods.read', StockListQuery, async (tx, query, edge) => {
  const { today, day } = await daysOf(tx, query)
  return {
    ...(await stockLists.listStock(tx, { ...query, day, placeId: placeIdOf(query) })),
    query: { ...query, day },
    today,
    places: await listOpenPlaces(tx),
    mayManage: may(edge.membership.role, 'goods.manage'),
    title: textsFor(languageOf(edge.request)).t('stock:part.onHand'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What lies in the shop, or lay there on a past day, and what it is worth. */
export default function StockOnHand() {
  const { query, sums, mayManage } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useTranslation('stock')
  const title = query.day ? t('onHand.then', { day: formatDay(query.day, words) }) : t('onHand.now')
  return (
    <>
      <PartHeader title={title} under={t('onHand.products', { count: sums.productCount })}>
        <Total inline label={t('onHand.worth')} amountMinor={sums.valueMinor} size="report" />
      </PartHeader>
      <div className="stack">
        {sums.negativeCount > 0 && query.filter !== 'negative' && <BelowZero />}
        <Filters />
        <StockTable />
        {mayManage && (
          <nav className="stock-doors" aria-label={t('onHand.doors')}>
            <Link to={`/${slug}/stock/expiry`} className={buttonClass({ kind: 'quiet' })}>
              <ButtonFace icon={CalendarClock}>{t('expiry.title')}</ButtonFace>
            </Link>
            <Link to={`/${slug}/stock/places`} className={buttonClass({ kind: 'quiet' })}>
              <ButtonFace icon={Warehouse}>{t('places.title')}</ButtonFace>
            </Link>
            <Link to={`/${slug}/stock/method`} className={buttonClass({ kind: 'quiet' })}>
              <ButtonFace icon={Scale}>{t('method.title')}</ButtonFace>
            </Link>
          </nav>
        )}
      </div>
    </>
  )
}

/** Sold more than was booked in: nothing is lost, and somebody should look. */
function BelowZero() {
  const { sums, query } = useLoaderData<typeof loader>()
  const { t } = useTranslation('stock')
  return (
    <Notice
      kind="waiting"
      icon={TriangleAlert}
      title={t('onHand.below', { count: sums.negativeCount })}
      actions={
        <Link to={addressOf({ ...query, filter: 'negative' })} className={buttonClass({})}>
          {t('onHand.seeBelow')}
        </Link>
      }
    >
      {t('onHand.belowMeans')}
    </Notice>
  )
}

const FILTERS = ['all', 'low', 'negative', 'none'] as const

/** The address of the list with other choices; a page is not kept. */
function addressOf(query: Partial<StockListQuery> & Pick<StockListQuery, 'filter'>): string {
  const search = new URLSearchParams()
  if (query.search) search.set('search', query.search)
  if (query.filter !== 'all') search.set('filter', query.filter)
  if (query.place) search.set('place', query.place)
  if (query.day) search.set('day', query.day)
  return `?${search}`
}

function Filters() {
  const { query, places, today, sums } = useLoaderData<typeof loader>()
  const { t } = useTranslation('stock')
  const counts = { low: sums.lowCount, negative: sums.negativeCount }
  return (
    <>
      <Form method="get" className="stack" role="search">
        {query.filter !== 'all' && <input type="hidden" name="filter" value={query.filter} />}
        <FindField
          key={query.search}
          label={t('onHand.find')}
          name="search"
          size="office"
          scans
          defaultValue={query.search}
        />
        <div className="stock-filters">
          {places.length > 0 && (
            <Select
              label={t('onHand.where')}
              name="place"
              defaultValue={query.place ?? ''}
              emptyLabel={t('onHand.everywhere')}
              options={[
                { value: 'floor', label: t('floor') },
                ...places.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <Field
            label={t('onHand.when')}
            name="day"
            type="date"
            max={today}
            defaultValue={query.day ?? today}
          />
          <Button type="submit" kind="outline">
            {t('onHand.show')}
          </Button>
        </div>
      </Form>
      <nav className="segments" aria-label={t('onHand.filters')}>
        {FILTERS.map((filter) => (
          <Link
            key={filter}
            to={addressOf({ ...query, filter })}
            className={segmentClass()}
            {...(filter === query.filter ? { 'aria-current': 'page' as const } : {})}
          >
            <span>{t(`onHand.filter.${filter}`)}</span>
            {(filter === 'low' || filter === 'negative') && <span>{counts[filter]}</span>}
          </Link>
        ))}
      </nav>
    </>
  )
}
