import { Link } from '@remix-run/react'
import type { LinkProps } from '#app/components/link.tsx'

/** Remix's link in the shape that components take. */
export function ReportLink({ to, ...rest }: LinkProps) {
  return <Link to={to} {...rest} />
}
