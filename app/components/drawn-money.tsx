import { classes } from './classes.ts'
import type { Denomination } from './figures.ts'

export interface DrawnMoneyProps {
  denomination: Denomination
  /** `key` for a quick-cash key, `drawn` for change. */
  size: 'key' | 'drawn'
}

/** A note or coin known by colour, size and number only, never a likeness. The number is beside it in words. */
export function DrawnMoney({ denomination, size }: DrawnMoneyProps) {
  const look = classes('drawn', `drawn-${size}`, `drawn-${denomination}`)
  return denomination >= 100 ? (
    <svg className={classes(look, 'drawn-note')} viewBox="0 0 262 120" aria-hidden="true">
      <rect className="drawn-body" x="3" y="3" width="256" height="114" rx="8" />
      <rect className="drawn-frame" x="14" y="14" width="234" height="92" rx="3" />
      <path
        className="drawn-frame"
        d="M176 105c3-26 16-46 34-59M190 105c5-19 17-35 36-45M206 105c5-13 15-23 30-29"
      />
      <text className="drawn-number" x="32" y="79" fontSize="54">
        {denomination}
      </text>
    </svg>
  ) : (
    <svg className={classes(look, 'drawn-coin')} viewBox="0 0 104 104" aria-hidden="true">
      <circle className="drawn-body" cx="52" cy="52" r="49" />
      <circle className="drawn-frame" cx="52" cy="52" r="39.5" />
      <text className="drawn-number" x="52" y="69" fontSize="48" textAnchor="middle">
        {denomination}
      </text>
    </svg>
  )
}
