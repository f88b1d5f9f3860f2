import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ReceiptList } from '#app/buying/receipt-list.tsx'
import { buttonClass } from '#app/components/button.tsx'
import { Empty } from '#app/components/data-table.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { purchases } from '#modules/buying/index.ts'

const Query = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1).default(1) })

export const loader = tenantLoader('goods.read', Query, async (tx, { page }, edge) => ({
  ...(await purchases.listPurchases(tx, { page })),
  page,
  title: textsFor(languageOf(edge.request)).t('buying:receipts.title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Everything that ever came in. */
export default function Receipts() {
  const { receipts, hasMore, page } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  return (
    <>
      <PartHeader
        title={t('receipts.title')}
        back={{ to: `/${slug}/stock/buying`, label: t('back') }}
      />
      <ReceiptList receipts={receipts} empty={<Empty>{t('receipts.none')}</Empty>} />
      <nav className="pages" aria-label={t('receipts.title')}>
        {page > 1 && (
          <Link to={`?page=${page - 1}`} className={buttonClass({})}>
            {t('receipts.newer')}
          </Link>
        )}
        {hasMore && (
          <Link to={`?page=${page + 1}`} className={buttonClass({})}>
            {t('receipts.older')}
          </Link>
        )}
      </nav>
    </>
  )
}
