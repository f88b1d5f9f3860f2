import { ClockAlert, TriangleAlert, Upload, Wifi, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Logo } from './logo.tsx'

export interface StatusStripProps {
  shop: string
  /** Which till or shift. */
  till?: string | undefined
  /** `ConnectionState`, `UnsentChip`. */
  children?: ReactNode
  /** At the right: clock, who, help. */
  end?: ReactNode
}

/** The state of the world, always in view: which shop, online or not, what waits, who is at the till. */
export function StatusStrip({ shop, till, children, end }: StatusStripProps) {
  return (
    <header className="strip">
      <Logo />
      <b className="strip-shop">{shop}</b>
      {till && <span className="strip-till muted">{till}</span>}
      <span className="strip-line" aria-hidden="true" />
      {children}
      {end && <div className="strip-end">{end}</div>}
    </header>
  )
}

const CONNECTIONS = { online: Wifi, offline: WifiOff, clock: ClockAlert } as const

export interface ConnectionStateProps {
  /** `clock`: the device's clock is wrong. */
  state: keyof typeof CONNECTIONS
  label: string
}

export function ConnectionState({ state, label }: ConnectionStateProps) {
  const Icon = CONNECTIONS[state]
  return (
    <span className={classes('connection', `connection-${state}`)} role="status">
      <Icon aria-hidden="true" />
      <b>{label}</b>
    </span>
  )
}

export interface UnsentChipProps {
  /** Sales that wait on this device; nothing is shown at 0. */
  count: number
  /** 3 筆未上傳 */
  label: string
  /** They do not get through and someone has to look. */
  stuck?: boolean | undefined
  onOpen: () => void
}

export function UnsentChip({ count, label, stuck, onOpen }: UnsentChipProps) {
  if (count === 0) return null
  const Icon = stuck ? TriangleAlert : Upload
  return (
    <button
      type="button"
      className={classes('button', 'chip', stuck ? 'chip-stuck' : 'chip-waiting')}
      onClick={onOpen}
    >
      <Icon aria-hidden="true" />
      <span>{label}</span>
    </button>
  )
}
