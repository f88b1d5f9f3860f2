import { classes } from './classes.ts'

/** Groups of three, a real minus sign; written out so that server, till and receipt can't differ. */
function group(whole: number): string {
  const digits = String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, ',')
  return whole < 0 ? `−${digits}` : digits
}

/**
 * Money as people read it: `NT$1,234`, `−NT$50`.
 *
 * @param amountMinor whole New Taiwan dollars, which have no cents in trade.
 */
export function formatMoney(amountMinor: number): string {
  return amountMinor < 0 ? `−NT$${group(-amountMinor)}` : `NT$${group(amountMinor)}`
}

/** The same without its unit, for a column whose head says NT$ already: `1,234`, `−50`. */
export function formatAmount(amountMinor: number): string {
  return group(amountMinor)
}

export interface MoneyProps {
  amountMinor: number
  /** Without NT$, in a column that says it. */
  bare?: boolean | undefined
  className?: string | undefined
}

/** Money within text or a list; never broken over two lines. */
export function Money({ amountMinor, bare, className }: MoneyProps) {
  return (
    <span className={classes('money', className)}>
      {bare ? formatAmount(amountMinor) : formatMoney(amountMinor)}
    </span>
  )
}

export interface FigureProps {
  amountMinor: number
  /** `report` 54 px, `day` 67, `till` 79, `change` 160; smaller only where the container is narrow. */
  size: 'report' | 'day' | 'till' | 'change'
  className?: string | undefined
}

/** A figure one reads from across the counter: NT$ at about half size, so that the digits speak. */
export function Figure({ amountMinor, size, className }: FigureProps) {
  const sign = amountMinor < 0 ? '−' : ''
  const digits = group(Math.abs(amountMinor))
  return (
    <span
      className={classes('figure', `figure-${size}`, className)}
      data-digits={Math.min(digits.length + sign.length, 15)}
    >
      <span className="figure-unit">{sign}NT$</span>
      <span className="figure-digits">{digits}</span>
    </span>
  )
}

export interface TotalProps extends Omit<FigureProps, 'className'> {
  label: string
  /** The one final total of a view gets the double rule; anything else passes `false`. */
  final?: boolean | undefined
  /** Beside other things in a row, instead of across the whole width. */
  inline?: boolean | undefined
  /** Tells screen readers each new amount; for the one total that changes while one works. */
  live?: boolean | undefined
}

export function Total({ label, amountMinor, size, final = true, inline, live }: TotalProps) {
  return (
    <p
      className={classes('total', inline && 'total-inline', `total-${size}`)}
      aria-live={live ? 'polite' : undefined}
      aria-atomic={live ? true : undefined}
    >
      <span className="total-label">{label}</span>
      <Figure amountMinor={amountMinor} size={size} className={final ? 'total-final' : undefined} />
    </p>
  )
}

export interface SumRowProps {
  label: string
  amountMinor: number
  final?: boolean | undefined
}

/** The last row of a list: its sum in text size; the double rule when it is the view's one total. */
export function SumRow({ label, amountMinor, final }: SumRowProps) {
  return (
    <p className="sum-row">
      <span className="sum-label">{label}</span>
      <Money amountMinor={amountMinor} className={classes('sum-amount', final && 'total-final')} />
    </p>
  )
}
