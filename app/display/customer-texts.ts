import type { i18n } from 'i18next'
import { createTexts } from '#app/i18n.ts'
import customerEn from '#app/locales/en/customer.json'
import receiptEn from '#app/locales/en/receipt.json'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import customerZh from '#app/locales/zh-TW/customer.json'
import receiptZh from '#app/locales/zh-TW/receipt.json'

const RESOURCES = {
  'zh-TW': { customer: customerZh, receipt: receiptZh },
  en: { customer: customerEn, receipt: receiptEn },
}

const instances = new Map<ScreenLanguage, i18n>()

/** What the customer's screen says, both languages at hand: a customer does not wait for one. */
export function customerTexts(language: ScreenLanguage): i18n {
  const made = instances.get(language) ?? createTexts(language, RESOURCES)
  instances.set(language, made)
  return made
}
