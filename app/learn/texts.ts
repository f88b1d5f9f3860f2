import type { i18n } from 'i18next'
import { createTexts } from '#app/i18n.ts'
import { isScreenLanguage, type ScreenLanguage } from '#app/locales/languages.ts'
import learnZh from '#app/locales/zh-TW/learn.json'
import lessonZh from '#app/locales/zh-TW/lesson.json'
import measureZh from '#app/locales/zh-TW/measure.json'
import ownphoneZh from '#app/locales/zh-TW/ownphone.json'

/** Only what learners are told; a lesson's own words are in its pack. */
const ZH = { learn: learnZh, lesson: lessonZh, measure: measureZh, ownphone: ownphoneZh }

/** The texts of the learners' app. zh-TW is always here; another comes as a file of its own. */
export async function loadTexts(language: ScreenLanguage): Promise<i18n> {
  if (language === 'zh-TW') return createTexts(language, { 'zh-TW': ZH })
  const [learn, lesson, measure, ownphone] = await Promise.all([
    import('#app/locales/en/learn.json'),
    import('#app/locales/en/lesson.json'),
    import('#app/locales/en/measure.json'),
    import('#app/locales/en/ownphone.json'),
  ])
  const en = {
    learn: learn.default,
    lesson: lesson.default,
    measure: measure.default,
    ownphone: ownphone.default,
  }
  return createTexts(language, { 'zh-TW': ZH, en })
}

/** The screen's language for a person's; one without screens gets zh-TW. */
export const screenLanguage = (tag: string): ScreenLanguage =>
  isScreenLanguage(tag) ? tag : 'zh-TW'
