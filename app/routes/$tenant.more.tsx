import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { PageHeader } from '#app/components/page-header.tsx'
import { iconOf, ON_BAR } from '#app/office-places.ts'
import type { loader as officeLoader } from '#app/routes/$tenant.tsx'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'

export const loader = tenantLoader('tenant.read', z.object({}), async (_tx, _input, edge) => ({
  title: textsFor(languageOf(edge.request)).t('home:place.more'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** The places that a phone's bar has no room for. */
export default function More() {
  const { title } = useLoaderData<typeof loader>()
  const office = useRouteLoaderData<typeof officeLoader>('routes/$tenant')
  const { t } = useTranslation('home')
  const places = [...(office?.places ?? []).slice(ON_BAR), { name: 'me' as const, to: '/me' }]
  return (
    <>
      <PageHeader title={title} />
      <ul className="settings-cards">
        {places.map(({ name, to }) => {
          const Icon = iconOf(name)
          return (
            <li key={to}>
              <Link to={to} className="settings-card">
                <Icon aria-hidden="true" />
                <b>{t(`place.${name}`)}</b>
                <ChevronRight aria-hidden="true" />
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}
