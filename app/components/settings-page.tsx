import './account.css'
import { Link } from '@remix-run/react'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonFace, buttonClass } from './button.tsx'
import { PageHeader } from './page-header.tsx'

export interface SettingsPageProps {
  /** The first part of the tenant's addresses. */
  slug: string
  title: string
  children: ReactNode
}

/** One page of the settings, with the way back to all of them. */
export function SettingsPage({ slug, title, children }: SettingsPageProps) {
  const { t } = useTranslation('settings')
  return (
    <>
      <PageHeader
        title={title}
        back={
          <Link to={`/${slug}/settings`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ArrowLeft}>{t('back')}</ButtonFace>
          </Link>
        }
      />
      <div className="stack stack-loose settings-column">{children}</div>
    </>
  )
}
