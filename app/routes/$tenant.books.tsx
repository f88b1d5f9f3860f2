import '#app/reports/reports.css'
import { Link, Outlet, useLocation } from '@remix-run/react'
import { PageHeader } from '#app/components/page-header.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { useReportText } from '#app/reports/words.ts'

/** The frame of the books: its parts, and which one is open. */
export default function Books() {
  const { slug } = useOffice()
  const { t } = useReportText()
  const { pathname } = useLocation()
  const parts = [
    { to: `/${slug}/books`, label: t('books:overview') },
    { to: `/${slug}/books/journal`, label: t('books:journal') },
    { to: `/${slug}/usage`, label: t('books:usage') },
  ]
  return (
    <>
      <PageHeader title={t('books:title')} />
      <nav className="book-tabs" aria-label={t('books:parts')}>
        {parts.map((part) => (
          <Link
            key={part.to}
            to={part.to}
            className={segmentClass()}
            {...(pathname === part.to ? { 'aria-current': 'page' as const } : {})}
          >
            {part.label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  )
}
