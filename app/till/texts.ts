import type { i18n } from 'i18next'
import { createTexts } from '#app/i18n.ts'
import { isScreenLanguage, type ScreenLanguage } from '#app/locales/languages.ts'
import commonZh from '#app/locales/zh-TW/common.json'
import customerZh from '#app/locales/zh-TW/customer.json'
import receiptZh from '#app/locales/zh-TW/receipt.json'
import refundZh from '#app/locales/zh-TW/refund.json'
import scamZh from '#app/locales/zh-TW/scam.json'
import shiftZh from '#app/locales/zh-TW/shift.json'
import tabsZh from '#app/locales/zh-TW/tabs.json'
import tillZh from '#app/locales/zh-TW/till.json'
import tillprinterZh from '#app/locales/zh-TW/tillprinter.json'

/** Only what the till says; the office's texts stay out of its weight. */
const ZH = {
  common: commonZh,
  customer: customerZh,
  receipt: receiptZh,
  refund: refundZh,
  scam: scamZh,
  shift: shiftZh,
  tabs: tabsZh,
  till: tillZh,
  tillprinter: tillprinterZh,
}

/** The texts of the till in a language. zh-TW is always here; another comes as a file of its own. */
export async function loadTexts(language: ScreenLanguage): Promise<i18n> {
  if (language === 'zh-TW') return createTexts(language, { 'zh-TW': ZH })
  const [common, customer, receipt, refund, scam, shift, tabs, till, tillprinter] =
    await Promise.all([
      import('#app/locales/en/common.json'),
      import('#app/locales/en/customer.json'),
      import('#app/locales/en/receipt.json'),
      import('#app/locales/en/refund.json'),
      import('#app/locales/en/scam.json'),
      import('#app/locales/en/shift.json'),
      import('#app/locales/en/tabs.json'),
      import('#app/locales/en/till.json'),
      import('#app/locales/en/tillprinter.json'),
    ])
  const en = {
    common: common.default,
    customer: customer.default,
    receipt: receipt.default,
    refund: refund.default,
    scam: scam.default,
    shift: shift.default,
    tabs: tabs.default,
    till: till.default,
    tillprinter: tillprinter.default,
  }
  return createTexts(language, { 'zh-TW': ZH, en })
}

/** The screen's language for a person's choice; one without screens gets zh-TW. */
export const screenLanguage = (tag: string): ScreenLanguage =>
  isScreenLanguage(tag) ? tag : 'zh-TW'
