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

/** What stands beside the keypad of a tablet of 1280, in rem. */
const ROW_REM = 39
const GAP_REM = 1.34
/** Widths as `till.css` draws them. */
const NOTE_REM = 14.56
const EDGE_REM = 2.26
const COIN_REM: Partial<Record<Denomination, number>> = { 50: 5.78, 10: 4.84, 5: 4, 1: 3.23 }

/** More than one row holds at full size: everything is drawn smaller. */
function isCrowded(pieces: readonly Pieces[]): boolean {
  const widths = pieces.map(widthOf)
  return widths.reduce((sum, width) => sum + width + GAP_REM, -GAP_REM) > ROW_REM
}

/** Notes show their edges behind the first, coins lie two by two; the words below need room too. */
function widthOf({ denomination, count }: Pieces): number {
  const drawn = Math.min(count, 4)
  if (denomination >= 100) return NOTE_REM + EDGE_REM * (drawn - 1)
  return Math.max(4.7, (COIN_REM[denomination] ?? 0) * Math.min(drawn, 2) + (drawn > 1 ? 0.45 : 0))
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
