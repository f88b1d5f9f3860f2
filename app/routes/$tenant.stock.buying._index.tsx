import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ChevronRight, Truck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { BuyingHeader } from '#app/buying/buying-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'

export const loader = tenantLoader('goods.read', z.object({}), async (_tx, _input, edge) => ({
  title: textsFor(languageOf(edge.request)).t('buying:title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What is bought: the doors to each part of it. */
export default function Buying() {
  useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  return (
    <>
      <BuyingHeader title={t('title')} />
      <ul className="buying-doors" aria-label={t('doors')}>
        <li>
          <Link to={`/${slug}/stock/buying/suppliers`} className="buying-door">
            <Truck aria-hidden="true" />
            <span>
              <b>{t('suppliers.title')}</b>
              <small>{t('suppliers.lead')}</small>
            </span>
            <ChevronRight aria-hidden="true" />
          </Link>
        </li>
      </ul>
    </>
  )
}
