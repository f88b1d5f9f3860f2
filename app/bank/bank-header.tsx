import { Link } from '@remix-run/react'
import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'

export interface BankHeaderProps {
  title: string
  under?: ReactNode
  back?: { to: string; label: string } | undefined
  /** At the right: one or two buttons. */
  children?: ReactNode
}

/** The head of a page within the frame of the books, whose name is the page's only `h1`. */
export function BankHeader({ title, under, back, children }: BankHeaderProps) {
  return (
    <header className="page-header bank-header">
      <div className="page-header-words">
        {back && (
          <Link to={back.to} className={buttonClass({ kind: 'quiet', className: 'no-print' })}>
            <ButtonFace icon={ChevronLeft}>{back.label}</ButtonFace>
          </Link>
        )}
        <h2>{title}</h2>
        {under && <p className="page-header-small">{under}</p>}
      </div>
      {children && <div className="page-header-end">{children}</div>}
    </header>
  )
}
