import { useEffect, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { CustomerPage, useCustomerLanguage } from '#app/display/customer-page.tsx'
import { customerTexts } from '#app/display/customer-texts.ts'
import type { CustomerView } from '#modules/pos/shared.ts'
import { readCustomerView } from './customer-view.ts'

/** The same name as in `customer-link.ts`, which would bring the whole till along. */
const CUSTOMER_CHANNEL = 'tillage-customer-screen'

/** The second window: it hears the till's tab, and needs neither network nor sign-in. */
export function DisplayWindow() {
  const view = useViewOfTill()
  const { language, choose } = useCustomerLanguage(view?.language)
  return (
    <I18nextProvider i18n={customerTexts(language)}>
      <CustomerPage view={view} language={language} onLanguage={choose} />
    </I18nextProvider>
  )
}

function useViewOfTill(): CustomerView | undefined {
  const [view, setView] = useState<CustomerView>()
  useEffect(() => {
    const channel = new BroadcastChannel(CUSTOMER_CHANNEL)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const heard = readCustomerView(data)
      if (heard) setView(heard)
    }
    channel.postMessage('hello')
    return () => channel.close()
  }, [])
  return view
}
