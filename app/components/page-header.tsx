import type { ReactNode } from 'react'

export interface PageHeaderProps {
  title: string
  /** Small, above: the shop's name on a phone. */
  over?: string | undefined
  /** Small, below: how many, since when. */
  under?: string | undefined
  /** Way back, above everything. */
  back?: ReactNode
  /** At the right: one or two buttons, or an inline `Total`. */
  children?: ReactNode
}

/** The head of a page: its only `h1`, and what one does most on it. */
export function PageHeader({ title, over, under, back, children }: PageHeaderProps) {
  return (
    <header className="page-header">
      <div className="page-header-words">
        {back}
        {over && <p className="page-header-small">{over}</p>}
        <h1>{title}</h1>
        {under && <p className="page-header-small">{under}</p>}
      </div>
      {children && <div className="page-header-end">{children}</div>}
    </header>
  )
}
