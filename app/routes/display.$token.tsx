import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { CustomerPage, useCustomerLanguage } from '#app/display/customer-page.tsx'
import { customerTexts } from '#app/display/customer-texts.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { lookAtDisplay, type SeenDisplay } from '#modules/pos/index.ts'

/** The till speaks every five seconds while somebody looks; three times missed is no network. */
const SILENT_MS = 16_000
const POLL_MS = 1_000

export async function loader({ params, request }: LoaderFunctionArgs) {
  const token = params.token ?? ''
  return { token, seen: await lookAtDisplay(token, new Date()), language: languageOf(request) }
}

export const meta: MetaFunction = () => [
  { title: 'Tillage 耕舖' },
  // The address is a secret: no search engine, and no other site, is to learn it.
  { name: 'robots', content: 'noindex' },
  { name: 'referrer', content: 'no-referrer' },
]

/** The customer's screen on a phone that scanned the till's code. */
export default function CustomerDisplay() {
  const { token, seen: first, language: ofReader } = useLoaderData<typeof loader>()
  const { seen, isCutOff } = useSeen(token, first)
  const { language, choose } = useCustomerLanguage(seen?.view?.language ?? ofReader)
  return (
    <I18nextProvider i18n={customerTexts(language)}>
      {seen ? (
        <Seen seen={seen} isCutOff={isCutOff} language={language} onLanguage={choose} />
      ) : (
        <Ended />
      )}
    </I18nextProvider>
  )
}

type SeenProps = Pick<Parameters<typeof CustomerPage>[0], 'language' | 'onLanguage'> & {
  seen: SeenDisplay
  isCutOff: boolean
}

function Seen({ seen, isCutOff, ...rest }: SeenProps) {
  const { t } = useTranslation('customer')
  const isSilent = seen.view !== null && seen.ageMs > SILENT_MS
  const notice = isCutOff ? t('phone_offline') : isSilent ? t('till_offline') : undefined
  return <CustomerPage view={seen.view ?? undefined} notice={notice} {...rest} />
}

function Ended() {
  const { t } = useTranslation('customer')
  return (
    <main className="customer-gone">
      <h1>{t('ended')}</h1>
      <p>{t('ended_hint')}</p>
    </main>
  )
}

/** Asks once a second. What was seen last stays while the network is away. */
function useSeen(token: string, first: SeenDisplay | undefined) {
  const [seen, setSeen] = useState(first)
  const [isCutOff, setIsCutOff] = useState(false)
  const isOpen = seen !== undefined
  useEffect(() => {
    if (!isOpen) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      try {
        const response = await fetch(`/api/display/${encodeURIComponent(token)}`, {
          signal: stop.signal,
          cache: 'no-store',
        })
        if (response.status === 404) return setSeen(undefined)
        if (!response.ok) throw new Error(`The server answered ${response.status}`)
        const answer: SeenDisplay = await response.json()
        setSeen(answer)
        setIsCutOff(false)
      } catch {
        if (stop.signal.aborted) return
        setIsCutOff(true)
      }
      timer = setTimeout(() => void look(), POLL_MS)
    }
    void look()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [token, isOpen])
  return { seen, isCutOff }
}
