import { useTranslation } from 'react-i18next'
import { Logo } from '#app/components/logo.tsx'
import { Notice } from '#app/components/notice.tsx'
import type { CountState } from './count-desk.ts'

/** The stocktake has ended. What still waits on this phone is said, and sent. */
export function OverScreen({ state }: { state: CountState }) {
  const { t } = useTranslation('count')
  return (
    <main className="count-page">
      <Logo label={t('app')} />
      <h1 role="status">{t('over.title')}</h1>
      <p>{t('over.text')}</p>
      {state.unsentCount > 0 && (
        <Notice kind="waiting" title={t('over.waiting', { count: state.unsentCount })} />
      )}
    </main>
  )
}
