import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { addDays, formatDay } from '#app/components/dates.ts'
import { Money, SumRow } from '#app/components/money.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Pictogram } from '#app/components/pictogram.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { Tag } from '#app/components/tag.tsx'
import { pictureOf } from '#app/goods/picture-of.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { daysUntil } from '#app/stock/days-until.ts'
import { may } from '#modules/identity/index.ts'
import { lots as kept } from '#modules/inventory/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const SPANS = ['7', '14', '30', 'all'] as const
const Query = z.object({ within: z.enum(SPANS).catch('14').default('14') })

export const loader = tenantLoader('goods.read', Query, async (tx, { within }, edge) => {
  const today = dayIn((await getShopClock(tx)).timeZone, new Date())
  const by = within === 'all' ? undefined : addDays(today, Number(within))
  return {
    lots: await kept.listLots(tx, { by }),
    within,
    today,
    mayManage: may(edge.membership.role, 'goods.manage'),
    title: textsFor(languageOf(edge.request)).t('stock:expiry.title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['lots'][number]

/** What expires soon, the first first, and what it is worth. */
export default function Expiry() {
  const { lots, within, title, mayManage } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  const columns = useColumns()
  const add = mayManage && (
    <Link to={`/${slug}/stock/expiry/new`} className={buttonClass({ kind: 'primary' })}>
      <ButtonFace icon={Plus}>{t('expiry.add')}</ButtonFace>
    </Link>
  )
  return (
    <>
      <PartHeader
        title={title}
        under={t('expiry.lead')}
        back={{ to: `/${slug}/stock`, label: t('part.onHand') }}
      >
        {lots.length > 0 && add}
      </PartHeader>
      <div className="stack">
        <nav className="segments" aria-label={t('expiry.within')}>
          {SPANS.map((span) => (
            <Link
              key={span}
              to={`?within=${span}`}
              className={segmentClass()}
              {...(span === within ? { 'aria-current': 'page' as const } : {})}
            >
              {span === 'all' ? t('expiry.all') : t('expiry.days', { count: Number(span) })}
            </Link>
          ))}
        </nav>
        <Card>
          <DataTable
            caption={title}
            columns={columns}
            rows={lots}
            rowKey={(lot) => lot.id}
            empty={<Empty action={add}>{t('expiry.none')}</Empty>}
            foot={
              <SumRow
                label={t('expiry.worth')}
                amountMinor={lots.reduce((sum, lot) => sum + lot.valueMinor, 0)}
                final
              />
            }
          />
        </Card>
      </div>
    </>
  )
}

function useColumns(): Column<Row>[] {
  const { today } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t, i18n } = useTranslation('stock')
  return [
    {
      key: 'product',
      head: t('expiry.product'),
      cell: (lot) => (
        <RowTitle
          picture={<Pictogram id={pictureOf(slug, lot)} />}
          title={
            <Link to={`/${slug}/stock/expiry/${lot.id}`} className={rowLinkClass}>
              {lot.name}
            </Link>
          }
          under={[
            t('expiry.until', { day: formatDay(lot.expiresOn, words) }),
            ...(lot.code === '' ? [] : [t('expiry.code', { code: lot.code })]),
          ].join(' · ')}
        />
      ),
    },
    {
      key: 'day',
      head: t('expiry.howLong'),
      cell: (lot) => <DaysLeft days={daysUntil(today, lot.expiresOn)} />,
    },
    {
      key: 'rest',
      head: t('expiry.rest'),
      align: 'end',
      cell: (lot) =>
        t('quantity', { quantity: formatQuantity(lot.restMilli), unit: unitWord(i18n, lot.unit) }),
    },
    {
      key: 'value',
      head: t('onHand.value'),
      align: 'end',
      wide: true,
      cell: (lot) => <Money amountMinor={lot.valueMinor} bare />,
    },
  ]
}

function DaysLeft({ days }: { days: number }) {
  const { t } = useTranslation('stock')
  if (days < 0) return <Tag tone="red">{t('expiry.over', { count: -days })}</Tag>
  if (days === 0) return <Tag tone="red">{t('expiry.today')}</Tag>
  return <Tag tone={days <= 7 ? 'gold' : 'tea'}>{t('expiry.left', { count: days })}</Tag>
}
