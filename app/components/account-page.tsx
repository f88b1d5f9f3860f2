import './account.css'
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DisplaySwitch } from './display-switch.tsx'
import { Logo } from './logo.tsx'

export interface AccountPageProps {
  title: string
  children: ReactNode
  /** Language and colours at the foot: for pages that come before a person is known. */
  hasDisplaySwitch?: boolean | undefined
}

/** The frame of pages outside any shop: sign-in, sign-up, an invitation, one's own settings. */
export function AccountPage({ title, children, hasDisplaySwitch }: AccountPageProps) {
  const { t } = useTranslation('home')
  return (
    <div className="account-page">
      <header>
        <Link to="/" className="account-home">
          <Logo />
          <span>{t('name')}</span>
        </Link>
      </header>
      <main id="main" className="stack stack-loose">
        <h1>{title}</h1>
        {children}
      </main>
      {hasDisplaySwitch && (
        <footer>
          <DisplaySwitch />
        </footer>
      )}
    </div>
  )
}
