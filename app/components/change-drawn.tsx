import { classes } from './classes.ts'
import { DrawnMoney } from './drawn-money.tsx'
import { type Denomination, type Pieces, piecesOf } from './figures.ts'
import { Total } from './money.tsx'

export interface ChangeDrawnProps {
  /** Whole dollars: positive is due back, 0 is exact, negative is still short. */
  changeMinor: number
  /** 找零, before the figure. */
  label: string
  /** 不用找, instead of notes and coins. */
  exactLabel: string
  /** 還差 NT$…, the whole sentence. */
  shortLabel: (missingMinor: number) => string
  /** 500 元 × 1, under each kind of note or coin. */
  countLabel: (denomination: Denomination, count: number) => string
}

/** Change as the largest figure on the screen, and then as the hand finds it in the drawer. */
export function ChangeDrawn(props: ChangeDrawnProps) {
  const { changeMinor, label, exactLabel, shortLabel, countLabel } = props
  if (changeMinor < 0) {
    return (
      <p className="change change-short" aria-live="polite">
        {shortLabel(-changeMinor)}
      </p>
    )
  }
  const pieces = piecesOf(changeMinor)
  return (
    <div className="change">
      <Total label={label} amountMinor={changeMinor} size="change" final={false} live />
      {changeMinor === 0 ? (
        <p className="change-exact">{exactLabel}</p>
      ) : (
        <ul className={classes('change-pieces', isCrowded(pieces) && 'is-crowded')}>
          {pieces.map(({ denomination, count }) => (
            <li key={denomination} className="change-kind">
              <Pile denomination={denomination} count={count} />
              <span>{countLabel(denomination, count)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** More than one row holds at full size: everything is drawn smaller. */
function isCrowded(pieces: readonly Pieces[]): boolean {
  const notes = pieces.filter(({ denomination }) => denomination >= 100)
  return pieces.length > 4 || notes.length > 1
}

/** Notes lie over each other, the number of the uppermost in full, coins side by side. */
function Pile({ denomination, count }: { denomination: Denomination; count: number }) {
  const drawn = Math.min(count, 4)
  return (
    <span className={denomination >= 100 ? 'pile pile-notes' : 'pile pile-coins'}>
      {Array.from({ length: drawn }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: equal pieces have no other name than their place.
        <DrawnMoney key={index} denomination={denomination} size="drawn" />
      ))}
    </span>
  )
}
