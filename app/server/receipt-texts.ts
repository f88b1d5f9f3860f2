import { isScreenLanguage, type ScreenLanguage } from '#app/locales/languages.ts'
import { textsFor } from './texts.ts'

/** The words of a receipt in a shop's language, where keys are only known at run time. */
export function receiptTexts(tag: string) {
  const language: ScreenLanguage = isScreenLanguage(tag) ? tag : 'zh-TW'
  const i18n = textsFor(language)
  const text = (namespace: string, key: string, values: Record<string, string | number> = {}) => {
    const found: unknown = i18n.getResource(language, namespace, key)
    return typeof found === 'string'
      ? i18n.services.interpolator.interpolate(found, values, language, {})
      : key
  }
  return {
    language,
    t: (key: string, values?: Record<string, string | number>) => {
      const [namespace = '', path = ''] = key.split(':')
      return text(namespace, path, values)
    },
    withUnitLabel: <Line extends { unit: string }>(line: Line) => ({
      ...line,
      unitLabel: text('common', `unit.${line.unit}`),
    }),
  }
}
