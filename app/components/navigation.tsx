import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useArrowKeys } from './arrow-keys.ts'
import { type LinkComponent, PlainLink } from './link.tsx'
import { Logo } from './logo.tsx'

export interface Place {
  to: string
  label: string
  icon: LucideIcon
  current?: boolean | undefined
}

interface PlacesProps {
  places: readonly Place[]
  Link: LinkComponent
  className: string
}

function Places({ places, Link, className }: PlacesProps) {
  return (
    <ul className={className}>
      {places.map((place) => (
        <li key={place.to}>
          <Link
            to={place.to}
            className="place"
            {...(place.current ? { 'aria-current': 'page' as const } : {})}
          >
            <span className="place-icon">
              <place.icon aria-hidden="true" />
            </span>
            <span>{place.label}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

export interface SideBarProps {
  /** Names the navigation for screen readers. */
  label: string
  /** The shop or centre. */
  name: string
  main: readonly Place[]
  /** Below a hairline. */
  more?: readonly Place[] | undefined
  /** At the foot: help, own name. */
  foot?: ReactNode
  Link?: LinkComponent | undefined
}

/** Main navigation from 1200 px: hidden below, where `BottomBar` takes over. */
export function SideBar({ label, name, main, more, foot, Link = PlainLink }: SideBarProps) {
  const ref = useRef<HTMLElement>(null)
  useArrowKeys(ref, 'a, button', 'column')
  return (
    <nav ref={ref} className="side-bar" aria-label={label}>
      <p className="side-bar-name">
        <Logo />
        <span>{name}</span>
      </p>
      <Places places={main} Link={Link} className="side-bar-places" />
      {more && more.length > 0 && (
        <Places places={more} Link={Link} className="side-bar-places side-bar-more" />
      )}
      {foot && <div className="side-bar-foot">{foot}</div>}
    </nav>
  )
}

export interface BottomBarProps {
  label: string
  /** Five at most, the last of them 更多. */
  places: readonly Place[]
  Link?: LinkComponent | undefined
}

/** Main navigation within reach of a thumb, below 1200 px. */
export function BottomBar({ label, places, Link = PlainLink }: BottomBarProps) {
  const ref = useRef<HTMLElement>(null)
  useArrowKeys(ref, 'a', 'row')
  return (
    <nav ref={ref} className="bottom-bar" aria-label={label}>
      <Places places={places} Link={Link} className="bottom-bar-places" />
    </nav>
  )
}
