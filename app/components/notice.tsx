import { Check, type LucideIcon, TriangleAlert, Upload } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

const SIGNS = { waiting: Upload, wrong: TriangleAlert, done: Check } as const

export interface NoticeProps {
  kind: keyof typeof SIGNS
  /** What happened, in one short sentence. */
  title: string
  /** What is safe and what to do now. */
  children?: ReactNode
  /** Small print: since when, last seen. */
  meta?: string | undefined
  /** Buttons. */
  actions?: ReactNode
  icon?: LucideIcon | undefined
  /** Speaks up when it appears after the page has loaded. */
  announce?: boolean | undefined
}

/** What waits (gold), went wrong (red) or is done (tea). */
export function Notice({ kind, title, children, meta, actions, icon, announce }: NoticeProps) {
  const Icon = icon ?? SIGNS[kind]
  const role = kind === 'wrong' ? 'alert' : 'status'
  return (
    <div className={classes('notice', `notice-${kind}`)} role={announce ? role : undefined}>
      <Icon aria-hidden="true" />
      <div className="notice-text">
        <p className="notice-title">{title}</p>
        {children && <div>{children}</div>}
        {meta && <p className="notice-meta">{meta}</p>}
      </div>
      {actions && <div className="notice-actions">{actions}</div>}
    </div>
  )
}
