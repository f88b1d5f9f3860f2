import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { ScreenLanguage } from './locales/languages.ts'
import type zhTexts from './locales/zh-TW/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    // Typed keys: a missing text does not compile.
    resources: typeof zhTexts
  }
}

/** One instance a language, with every namespace. zh-TW is the source and the fallback. */
export function createTexts(language: ScreenLanguage, resources: Record<string, object>): i18n {
  const instance = i18next.createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-TW',
    defaultNS: 'common',
    ns: Object.keys(resources[language] ?? {}),
    resources: Object.fromEntries(
      Object.entries(resources).map(([tag, namespaces]) => [tag, { ...namespaces }]),
    ),
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
    react: { useSuspense: false },
  })
  return instance
}
