import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createTexts } from './i18n.ts'
import { isScreenLanguage, type ScreenLanguage } from './locales/languages.ts'

// Only the texts of the page's own language travel.
const load: Record<ScreenLanguage, () => Promise<{ default: object }>> = {
  'zh-TW': () => import('./locales/zh-TW/index.ts'),
  en: () => import('./locales/en/index.ts'),
}

const tag = document.documentElement.lang
const language: ScreenLanguage = isScreenLanguage(tag) ? tag : 'zh-TW'
const texts = await load[language]()
const i18n = createTexts(language, { [language]: texts.default })

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  )
})
