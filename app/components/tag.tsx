import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export interface TagProps {
  /** `gold` waits or runs low, `red` is refused or sold out, `tea` is done or better. */
  tone: 'gold' | 'red' | 'tea'
  icon?: LucideIcon | undefined
  children: ReactNode
}

/** A short state, said in words as well as in colour. */
export function Tag({ tone, icon: Icon, children }: TagProps) {
  return (
    <span className={classes('tag', `tag-${tone}`)}>
      {Icon && <Icon aria-hidden="true" />}
      <span>{children}</span>
    </span>
  )
}
