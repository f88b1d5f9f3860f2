import { Link, Outlet, useLocation } from '@remix-run/react'
import { PageHeader } from './page-header.tsx'
import { segmentClass } from './segments.tsx'

export interface Part {
  to: string
  label: string
  /** True where the address must be this one; else what stands below it belongs to the part too. */
  isExact?: boolean
}

/** The frame of a place that has several parts: its name, its parts, and the one that is open. */
export function PlaceFrame({
  title,
  label,
  parts,
}: {
  title: string
  /** Names the row of parts for screen readers. */
  label: string
  parts: readonly Part[]
}) {
  const { pathname } = useLocation()
  const isOpen = ({ to, isExact }: Part) =>
    pathname === to || (isExact !== true && pathname.startsWith(`${to}/`))
  return (
    <>
      <PageHeader title={title} />
      <nav className="book-tabs" aria-label={label}>
        {parts.map((part) => (
          <Link
            key={part.to}
            to={part.to}
            className={segmentClass()}
            {...(isOpen(part) ? { 'aria-current': 'page' as const } : {})}
          >
            {part.label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  )
}
