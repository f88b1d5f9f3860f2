import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '#app/components/notice.tsx'
import { Segments } from '#app/components/segments.tsx'
import {
  isScreenLanguage,
  LANGUAGES,
  SCREEN_LANGUAGES,
  type ScreenLanguage,
} from '#app/locales/languages.ts'
import type { CustomerView } from '#modules/pos/shared.ts'
import { CustomerScreen } from './customer-screen.tsx'

export interface CustomerPageProps {
  /** Undefined until the till has spoken. */
  view: CustomerView | undefined
  language: ScreenLanguage
  onLanguage: (language: ScreenLanguage) => void
  /** What is not as it should be, said calmly above. */
  notice?: string | undefined
}

/** The customer's screen with its frame: what is wrong, if anything, and the language. */
export function CustomerPage({ view, language, onLanguage, notice }: CustomerPageProps) {
  const { t } = useTranslation('customer')
  const theme = view?.theme ?? 'system'
  const text = view?.text ?? 'base'
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
    if (text === 'base') delete dataset.text
    else dataset.text = text
    document.documentElement.lang = language === 'zh-TW' ? 'zh-Hant-TW' : language
    document.title = t('title')
  }, [theme, text, language, t])
  return (
    <div className="customer-page">
      {notice && (
        <div className="customer-page-notice">
          <Notice kind="waiting" title={notice} announce />
        </div>
      )}
      {view ? (
        <CustomerScreen view={view} />
      ) : (
        <main className="customer">
          <div className="customer-middle">
            <h1 className="customer-welcome">{t('wait')}</h1>
          </div>
        </main>
      )}
      <div className="customer-page-foot">
        <Segments
          label={t('language')}
          name="language"
          value={language}
          onChoose={onLanguage}
          segments={SCREEN_LANGUAGES.map((value) => ({
            value,
            label: LANGUAGES.find((each) => each.tag === value)?.autonym ?? value,
          }))}
        />
      </div>
    </div>
  )
}

const KEY = 'tillage-customer-language'

/** The customer's own choice on this screen, else the till's language. */
export function useCustomerLanguage(ofTill: string | undefined): {
  language: ScreenLanguage
  choose: (language: ScreenLanguage) => void
} {
  const [chosen, setChosen] = useState<ScreenLanguage>()
  // After the first picture, so that server and browser draw the same one.
  useEffect(() => setChosen(chosenBefore()), [])
  const choose = (language: ScreenLanguage) => {
    setChosen(language)
    try {
      localStorage.setItem(KEY, language)
    } catch {
      // It then holds until the page closes.
    }
  }
  const language = chosen ?? (ofTill && isScreenLanguage(ofTill) ? ofTill : 'zh-TW')
  return { language, choose }
}

function chosenBefore(): ScreenLanguage | undefined {
  try {
    const stored = localStorage.getItem(KEY) ?? ''
    return isScreenLanguage(stored) ? stored : undefined
  } catch {
    return undefined
  }
}
