import './components/components.css'
import './office.css'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonFace, buttonClass } from './components/button.tsx'
import { PageContext } from './page-context.ts'
import { refusalText } from './refusal.ts'
import { preferencesOf } from './server/preferences.server.ts'

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction = () => [{ title: 'Tillage 耕舖' }]

export function loader({ request }: LoaderFunctionArgs) {
  return { preferences: preferencesOf(request) }
}

/** Only a form can change how the screens look. */
export const shouldRevalidate = ({ formAction }: { formAction?: string | undefined }) =>
  formAction !== undefined

export function Layout({ children }: { children: React.ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const page = useContext(PageContext)
  const { language, theme, text } = root?.preferences ?? page.preferences
  const nonce = page.nonce ? { nonce: page.nonce } : {}
  return (
    <html
      lang={language}
      {...(theme === 'system' ? {} : { 'data-theme': theme })}
      {...(text === 'easy' ? { 'data-text': 'easy' } : {})}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration {...nonce} />
        <Scripts {...nonce} />
      </body>
    </html>
  )
}

export default function App() {
  useLoaderData<typeof loader>()
  return <Outlet />
}

/** What happened, what is safe, where to go. A bug says that it is ours. */
export function ErrorBoundary() {
  const error = useRouteError()
  const { t, i18n } = useTranslation('home')
  const isMissing = isRouteErrorResponse(error) && error.status === 404
  const told = isRouteErrorResponse(error) ? refusalText(i18n, error.data) : undefined
  const sentence = told ?? t(isMissing ? 'error.missing' : 'error.failed')
  return (
    <main className="lone-page">
      <h1>{t('error.title')}</h1>
      <p className="lead">{sentence}</p>
      <a className={buttonClass({ kind: 'primary' })} href="/">
        <ButtonFace>{t('error.home')}</ButtonFace>
      </a>
    </main>
  )
}
