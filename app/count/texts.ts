import type { i18n } from 'i18next'
import { createTexts } from '#app/i18n.ts'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import commonZh from '#app/locales/zh-TW/common.json'
import countZh from '#app/locales/zh-TW/count.json'

const ZH = { common: commonZh, count: countZh }

/** The texts of the counting app. zh-TW is always here; another comes as a file of its own. */
export async function loadTexts(language: ScreenLanguage): Promise<i18n> {
  if (language === 'zh-TW') return createTexts(language, { 'zh-TW': ZH })
  const [common, count] = await Promise.all([
    import('#app/locales/en/common.json'),
    import('#app/locales/en/count.json'),
  ])
  return createTexts(language, {
    'zh-TW': ZH,
    en: { common: common.default, count: count.default },
  })
}
