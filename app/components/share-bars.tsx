import { ChevronRight, type LucideIcon } from 'lucide-react'
import { classes } from './classes.ts'
import { type LinkComponent, PlainLink } from './link.tsx'
import { formatAmount } from './money.tsx'

export interface Share {
  key: string
  label: string
  amountMinor: number
  icon?: LucideIcon | undefined
  /** The chart colour that this kind has on every screen. */
  tone: 'c1' | 'c2' | 'c3' | 'c4'
  /** The rows that make it. */
  to?: string | undefined
}

export interface ShareBarsProps {
  label: string
  shares: readonly Share[]
  Link?: LinkComponent | undefined
}

/** How a sum is made up: a row and a bar each, and each opens into its rows. */
export function ShareBars({ label, shares, Link = PlainLink }: ShareBarsProps) {
  const most = Math.max(1, ...shares.map((share) => share.amountMinor))
  return (
    <ul className="shares" aria-label={label}>
      {shares.map((share) => (
        <li key={share.key} className="share">
          {share.to === undefined ? (
            <div className="share-row">
              <ShareFace share={share} most={most} />
            </div>
          ) : (
            <Link to={share.to} className="share-row">
              <ShareFace share={share} most={most} />
              <ChevronRight aria-hidden="true" />
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

function ShareFace({ share, most }: { share: Share; most: number }) {
  const width = Math.max(0, (share.amountMinor / most) * 100)
  return (
    <>
      {share.icon ? <share.icon aria-hidden="true" /> : <span />}
      <span>
        <span className="share-words">
          <span>{share.label}</span>
          <span>{formatAmount(share.amountMinor)}</span>
        </span>
        <svg className="share-bar" aria-hidden="true">
          <rect
            className={classes(`tone-${share.tone}`)}
            width={`${width}%`}
            height="100%"
            rx="3"
          />
        </svg>
      </span>
    </>
  )
}
