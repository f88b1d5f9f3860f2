import { classes } from './classes.ts'
import { DrawnMoney } from './drawn-money.tsx'
import { DENOMINATIONS, likelyTenders } from './figures.ts'
import { formatAmount } from './money.tsx'

export interface QuickCashProps {
  label: string
  totalMinor: number
  /** What was chosen or typed, to show which key it matches. */
  receivedMinor?: number | undefined
  /** 剛好 */
  exactLabel: string
  /** 湊整數 */
  roundLabel: string
  onChoose: (amountMinor: number) => void
}

/** The exact sum and what people are likely to hand over for it. Alt with 1 to 4 presses them. */
export function QuickCash(props: QuickCashProps) {
  const { label, totalMinor, receivedMinor, exactLabel, roundLabel, onChoose } = props
  return (
    <fieldset className="quick-cash" aria-label={label}>
      {[totalMinor, ...likelyTenders(totalMinor)].map((amountMinor, index) => {
        const note = DENOMINATIONS.find((one) => one >= 100 && one === amountMinor)
        return (
          <button
            key={amountMinor}
            type="button"
            className={classes('quick-key', amountMinor === receivedMinor && 'is-chosen')}
            aria-pressed={amountMinor === receivedMinor}
            aria-keyshortcuts={`Alt+${index + 1}`}
            onClick={() => onChoose(amountMinor)}
          >
            {note && index > 0 ? (
              <DrawnMoney denomination={note} size="key" />
            ) : (
              <span className="quick-word">{index === 0 ? exactLabel : roundLabel}</span>
            )}
            <b>{formatAmount(amountMinor)}</b>
          </button>
        )
      })}
    </fieldset>
  )
}
