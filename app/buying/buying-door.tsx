import { Link } from '@remix-run/react'
import { ChevronRight, type LucideIcon } from 'lucide-react'

export interface BuyingDoorProps {
  to: string
  icon: LucideIcon
  title: string
  /** What waits behind it, or what it is for. */
  text: string
  /** Something waits there. */
  isWaiting?: boolean | undefined
}

/** The way to one part of buying, and what waits there. */
export function BuyingDoor({ to, icon: Icon, title, text, isWaiting }: BuyingDoorProps) {
  return (
    <li>
      <Link to={to} className={isWaiting ? 'buying-door buying-door-waiting' : 'buying-door'}>
        <Icon aria-hidden="true" />
        <span>
          <b>{title}</b>
          <small>{text}</small>
        </span>
        <ChevronRight aria-hidden="true" />
      </Link>
    </li>
  )
}
