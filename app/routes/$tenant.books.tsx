import '#app/reports/reports.css'
import { useTranslation } from 'react-i18next'
import { PlaceFrame } from '#app/components/place-frame.tsx'
import { useOffice } from '#app/reports/use-office.ts'

/** The frame of the books: its parts, and which one is open. */
export default function Books() {
  const { slug } = useOffice()
  const { t } = useTranslation(['books', 'statements', 'ledger', 'banking', 'tax'])
  const parts = [
    { to: `/${slug}/books`, label: t('books:overview'), isExact: true },
    { to: `/${slug}/books/money`, label: t('ledger:money.part') },
    { to: `/${slug}/books/journal`, label: t('books:journal') },
    { to: `/${slug}/books/statements`, label: t('statements:statements') },
    { to: `/${slug}/books/bank`, label: t('banking:part') },
    { to: `/${slug}/books/tax`, label: t('tax:part') },
    { to: `/${slug}/books/settings`, label: t('ledger:settings.part') },
    { to: `/${slug}/usage`, label: t('books:usage') },
  ]
  return <PlaceFrame title={t('books:title')} label={t('books:parts')} parts={parts} />
}
