import { Form, useLocation, useRouteLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { isScreenLanguage, LANGUAGES } from '#app/locales/languages.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { segmentClass } from './segments.tsx'

const THEMES = ['system', 'light', 'dark', 'sun'] as const

/** Language and colours for people who are not signed in yet: one press each, without a script too. */
export function DisplaySwitch() {
  const { t } = useTranslation('identity')
  const { pathname, search } = useLocation()
  const current = useRouteLoaderData<typeof rootLoader>('root')?.preferences
  const next = <input type="hidden" name="next" value={pathname + search} />
  const look = (isCurrent: boolean) => ({
    className: segmentClass(),
    type: 'submit' as const,
    ...(isCurrent ? { 'aria-current': 'true' as const } : {}),
  })
  return (
    <section className="display-switch" aria-label={t('signIn.display')}>
      {/* Texts of one language only are loaded, so that another one needs a new page. */}
      <Form method="post" action="/preferences" reloadDocument className="segments">
        {next}
        {LANGUAGES.filter(({ tag }) => isScreenLanguage(tag)).map(({ tag, autonym, nameZh }) => (
          <button
            key={tag}
            name="language"
            value={tag}
            lang={tag}
            {...look(current?.language === tag)}
          >
            {autonym ?? nameZh}
          </button>
        ))}
      </Form>
      <Form method="post" action="/preferences" replace preventScrollReset className="segments">
        {next}
        {THEMES.map((theme) => (
          <button key={theme} name="theme" value={theme} {...look(current?.theme === theme)}>
            {t(`themes.${theme}`)}
          </button>
        ))}
      </Form>
    </section>
  )
}
