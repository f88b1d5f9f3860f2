import { Link, Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { User } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { LinkProps } from '#app/components/link.tsx'
import { BottomBar, type Place, SideBar } from '#app/components/navigation.tsx'
import { iconOf, ON_BAR } from '#app/office-places.ts'
import { placesFor } from '#app/places.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { may } from '#modules/identity/index.ts'

export const loader = tenantLoader('tenant.read', z.object({}), async (tx, _input, edge) => {
  const tenant = await tx
    .selectFrom('tenant')
    .select(['name', 'calendar', 'timeZone'])
    .executeTakeFirstOrThrow()
  const { slug, kind, role } = edge.membership
  return {
    slug,
    kind,
    role,
    seesSales: may(role, 'sales.read'),
    calendar: tenant.calendar === 'gregory' ? ('gregory' as const) : ('roc' as const),
    timeZone: tenant.timeZone,
    name: tenant.name,
    personName: edge.session.displayName,
    places: placesFor(kind, role).map((place) => ({ name: place.name, to: place.path(slug) })),
  }
})

/** The frame of every office page: where one is, and the way to the other places. */
export default function Office() {
  const { slug, name, personName, places } = useLoaderData<typeof loader>()
  const { pathname } = useLocation()
  const { t } = useTranslation('home')
  const shown: Place[] = places.map((place) => ({
    to: place.to,
    label: t(`place.${place.name}`),
    icon: iconOf(place.name),
    current: place.name === 'classDay' ? pathname === place.to : pathname.startsWith(place.to),
  }))
  const me: Place = { to: '/me', label: t('place.me'), icon: iconOf('me'), current: false }
  const more: Place = {
    to: `/${slug}/more`,
    label: t('place.more'),
    icon: iconOf('more'),
    current:
      pathname === `/${slug}/more` || shown.slice(ON_BAR).some((place) => place.current === true),
  }
  return (
    <div className="office">
      <SideBar
        label={t('navigation')}
        name={name}
        main={shown}
        Link={OfficeLink}
        foot={
          <Link to="/me" className="place">
            <span className="place-icon">
              <User aria-hidden="true" />
            </span>
            <span>{personName}</span>
          </Link>
        }
      />
      <main className="office-main" id="main">
        <Outlet />
      </main>
      <BottomBar
        label={t('navigation')}
        places={[...shown.slice(0, ON_BAR), shown.length > ON_BAR ? more : me]}
        Link={OfficeLink}
      />
    </div>
  )
}

/** Remix's link inside the office; a plain one to the till, which is another app. */
function OfficeLink({ to, ...rest }: LinkProps) {
  if (to.startsWith('/till/')) return <a href={to} {...rest} />
  return <Link to={to} {...rest} />
}
