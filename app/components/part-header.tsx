import { Link } from '@remix-run/react'
import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { ButtonFace, buttonClass } from './button.tsx'

export interface PartHeaderProps {
  title: string
  under?: ReactNode
  back?: { to: string; label: string } | undefined
  /** At the right: one or two buttons, or a total. */
  children?: ReactNode
}

/** The head of a page within the frame of its place, whose name is the page's only `h1`. */
export function PartHeader({ title, under, back, children }: PartHeaderProps) {
  return (
    <header className="page-header part-header">
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
