import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { BookOpen, Warehouse } from 'lucide-react'
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
import { formatMoment } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { ACT_ICONS, useActWords } from '#app/stock/act-words.ts'
import { may } from '#modules/identity/index.ts'
import { stockActs } from '#modules/inventory/index.ts'

const Query = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1).default(1) })

export const loader = tenantLoader('goods.read', Query, async (tx, { page }, edge) => {
  const { acts, hasMore } = await stockActs.listActs(tx, { page })
  return {
    acts: acts.map((act) => ({ ...act, happenedAt: act.happenedAt.toISOString() })),
    hasMore,
    page,
    mayManage: may(edge.membership.role, 'goods.manage'),
    title: textsFor(languageOf(edge.request)).t('stock:part.changes'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

const TILES = [
  { to: 'waste', key: 'waste', kind: 'waste' },
  { to: 'own-use', key: 'ownUse', kind: 'own_use' },
  { to: 'carry', key: 'carry', kind: 'transfer' },
  { to: 'make', key: 'make', kind: 'production' },
] as const

/** What happened to goods beside buying and selling: say it by a tile, see it below, take it back. */
export default function Changes() {
  const { mayManage } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('stock')
  return (
    <>
      <PartHeader title={t('do.title')}>
        <Link to={`/${slug}/stock/places`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={Warehouse}>{t('places.title')}</ButtonFace>
        </Link>
        <Link to={`/${slug}/stock/recipes`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={BookOpen}>{t('recipes.title')}</ButtonFace>
        </Link>
      </PartHeader>
      <div className="stack stack-loose">
        {mayManage && (
          <nav className="stock-tiles" aria-label={t('do.title')}>
            {TILES.map(({ to, key, kind }) => {
              const Icon = ACT_ICONS[kind]
              return (
                <Link key={to} to={`/${slug}/stock/changes/${to}`} className="stock-tile">
                  <Icon aria-hidden="true" />
                  <b>{t(`do.${key}`)}</b>
                  <span className="muted">{t(`do.${key}Lead`)}</span>
                </Link>
              )
            })}
          </nav>
        )}
        <Acts />
      </div>
    </>
  )
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['acts'][number]

function Acts() {
  const { acts, hasMore, page } = useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('stock')
  const say = useActWords()
  const columns: Column<Row>[] = [
    {
      key: 'what',
      head: t('acts.what'),
      cell: (act) => (
        <RowTitle
          title={
            <Link to={`/${slug}/stock/changes/${act.id}`} className={rowLinkClass}>
              {say.what(act)}
            </Link>
          }
          under={[say.goods(act), formatMoment(act.happenedAt, { ...words, timeZone }), act.byName]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      key: 'state',
      head: '',
      align: 'end',
      cell: (act) => act.undoneById && <Tag tone="gold">{t('acts.undone')}</Tag>,
    },
    {
      key: 'value',
      head: t('acts.value'),
      align: 'end',
      wide: true,
      cell: (act) => act.kind !== 'transfer' && <Money amountMinor={act.valueMinor} bare />,
    },
  ]
  return (
    <Card title={t('acts.title')}>
      <DataTable
        caption={t('acts.title')}
        columns={columns}
        rows={acts}
        rowKey={(act) => act.id}
        empty={<Empty>{t('acts.none')}</Empty>}
      />
      {(page > 1 || hasMore) && (
        <nav className="pages" aria-label={t('acts.title')}>
          {page > 1 && (
            <Link to={`?page=${page - 1}`} className={buttonClass({})}>
              {t('acts.newer')}
            </Link>
          )}
          {hasMore && (
            <Link to={`?page=${page + 1}`} className={buttonClass({})}>
              {t('acts.older')}
            </Link>
          )}
        </nav>
      )}
    </Card>
  )
}
