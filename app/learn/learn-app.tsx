import type { i18n } from 'i18next'
import { useEffect, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { loadTexts } from './texts.ts'

/** The learners' app, from the moment its page opens. */
export function LearnApp() {
  const [texts, setTexts] = useState<i18n>()
  useEffect(() => {
    loadTexts('zh-TW').then(setTexts, console.error)
  }, [])
  if (!texts) return null
  return (
    <I18nextProvider i18n={texts}>
      <Opening />
    </I18nextProvider>
  )
}

function Opening() {
  const { t } = useTranslation('learn')
  return (
    <main className="learn-page" aria-busy="true">
      <h1 role="status">{t('start.opening')}</h1>
    </main>
  )
}
