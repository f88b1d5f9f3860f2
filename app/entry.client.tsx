import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createTexts } from './i18n.ts'
import { isScreenLanguage, type ScreenLanguage } from './locales/languages.ts'
import { PageContext } from './page-context.ts'

// Only the office's texts travel, and only those of the page's own language.
const load: Record<ScreenLanguage, () => Promise<{ default: object }>> = {
  'zh-TW': () => import('./locales/zh-TW/office.ts'),
  en: () => import('./locales/en/office.ts'),
}

// What the server put on <html> is how it drew the page, and hydration has to draw it alike.
const { lang, dataset } = document.documentElement
const language: ScreenLanguage = isScreenLanguage(lang) ? lang : 'zh-TW'
const preferences: PageContext['preferences'] = {
  language,
  theme:
    dataset.theme === 'light' || dataset.theme === 'dark' || dataset.theme === 'sun'
      ? dataset.theme
      : 'system',
  text: dataset.text === 'easy' ? 'easy' : 'base',
}
const texts = await load[language]()
const i18n = createTexts(language, { [language]: texts.default })

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageContext.Provider value={{ preferences }}>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </PageContext.Provider>
    </StrictMode>,
  )
})
