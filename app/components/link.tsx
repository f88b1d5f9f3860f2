import type { ComponentType, ReactNode } from 'react'

export interface LinkProps {
  to: string
  className?: string
  'aria-current'?: 'page'
  children?: ReactNode
}

/** Any component that goes to `to`: Remix's `Link` in the office, this module's `PlainLink` elsewhere. */
export type LinkComponent = ComponentType<LinkProps>

/** An ordinary link: a full page load, which is what a client app without a router wants. */
export function PlainLink({ to, ...rest }: LinkProps) {
  return <a href={to} {...rest} />
}
