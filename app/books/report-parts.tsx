import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { segmentClass } from '#app/components/segments.tsx'
import { useOffice } from '#app/reports/use-office.ts'

const PARTS = [
  { name: 'statements', to: 'statements' },
  { name: 'ageing', to: 'ageing' },
  { name: 'ledger', to: 'accounts' },
] as const

/** The kinds of reports of the books, and which one is open. */
export function ReportParts({ open }: { open: (typeof PARTS)[number]['name'] }) {
  const { slug } = useOffice()
  const { t } = useTranslation('ledger')
  return (
    <nav className="row no-print" aria-label={t('reports.which')}>
      {PARTS.map(({ name, to }) => (
        <Link
          key={name}
          to={`/${slug}/books/${to}`}
          className={segmentClass()}
          {...(name === open ? { 'aria-current': 'page' as const } : {})}
        >
          {t(`reports.${name}`)}
        </Link>
      ))}
    </nav>
  )
}
