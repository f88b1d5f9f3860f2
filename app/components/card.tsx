import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'

export interface CardProps {
  title?: string | undefined
  /** At the right of the title: a count, or a quiet link. */
  aside?: ReactNode
  children: ReactNode
  className?: string | undefined
}

/** A sheet of paper on the counter: flat, with a hairline edge. */
export function Card({ title, aside, children, className }: CardProps) {
  const titleId = useId()
  return (
    <section className={classes('card', className)} aria-labelledby={title ? titleId : undefined}>
      {(title || aside) && (
        <div className="card-head">
          {title && <h2 id={titleId}>{title}</h2>}
          {aside && <div className="card-aside">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
