import type { i18n } from 'i18next'
import { createTexts } from '#app/i18n.ts'
import en from '#app/locales/en/index.ts'
import { isScreenLanguage, SCREEN_LANGUAGES, type ScreenLanguage } from '#app/locales/languages.ts'
import zhTW from '#app/locales/zh-TW/index.ts'

const instances = new Map<ScreenLanguage, i18n>()

/** The texts of a language on the server: made once, never changed. */
export function textsFor(language: ScreenLanguage): i18n {
  let instance = instances.get(language)
  if (!instance) {
    instance = createTexts(language, { 'zh-TW': zhTW, en })
    instances.set(language, instance)
  }
  return instance
}

/** The first language of an Accept-Language header that there are screens for. */
export function languageFromHeader(header: string | null): ScreenLanguage {
  for (const part of (header ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim() ?? ''
    if (isScreenLanguage(tag)) return tag
    const primary = tag.split('-')[0]?.toLowerCase()
    const match = SCREEN_LANGUAGES.find((each) => each.split('-')[0] === primary)
    if (match) return match
  }
  return 'zh-TW'
}
