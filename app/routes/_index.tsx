import { type LoaderFunctionArgs, redirectDocument } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Store } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'
import { homeOf } from '#app/places.ts'
import { loadContext } from '#app/server/edge.server.ts'
import { sessionOf } from '#app/server/session.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await sessionOf(request, loadContext(context))
  const [first, ...others] = session?.memberships ?? []
  if (first && others.length === 0) throw redirectDocument(homeOf(first))
  return {
    isSignedIn: session !== undefined,
    tenants: (session?.memberships ?? []).map((each) => ({ name: each.name, home: homeOf(each) })),
  }
}

/** The front door: what Tillage is, or which shop to enter. */
export default function FrontDoor() {
  const { isSignedIn, tenants } = useLoaderData<typeof loader>()
  const { t } = useTranslation('home')
  return (
    <main className="lone-page">
      <Logo />
      <h1>{t('name')}</h1>
      {isSignedIn ? (
        <>
          <p className="lead">{tenants.length > 0 ? t('chooseTenant') : t('noTenant')}</p>
          <ul className="places-list">
            {tenants.map((tenant) => (
              <li key={tenant.home}>
                <a className={buttonClass({ kind: 'plain' })} href={tenant.home}>
                  <ButtonFace icon={Store}>{tenant.name}</ButtonFace>
                </a>
              </li>
            ))}
          </ul>
          <Link to="/me" className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace>{t('ownPage')}</ButtonFace>
          </Link>
        </>
      ) : (
        <>
          <p className="lead">{t('promise')}</p>
          <div className="landing-actions">
            <Link to="/signin" className={buttonClass({ kind: 'primary' })}>
              <ButtonFace>{t('signIn')}</ButtonFace>
            </Link>
            <Link to="/signup" className={buttonClass({ kind: 'plain' })}>
              <ButtonFace>{t('signUp')}</ButtonFace>
            </Link>
          </div>
        </>
      )}
    </main>
  )
}
