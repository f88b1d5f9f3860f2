import { useTranslation } from 'react-i18next'
import { DrawnMoney } from '#app/components/drawn-money.tsx'
import { formatAmount, Total } from '#app/components/money.tsx'
import { Segments } from '#app/components/segments.tsx'
import { type CashCount, DENOMINATIONS, sumCounts } from '#modules/pos/shared.ts'
import { NumberEntry } from './number-entry.tsx'

/** What was counted so far: piece by piece, or as one sum. Texts are as they were typed. */
export interface Counting {
  way: 'pieces' | 'sum'
  pieces: Readonly<Record<number, string>>
  sum: string
}

export const NOTHING_COUNTED: Counting = { way: 'pieces', pieces: {}, sum: '' }

const MOST_PIECES = 99_999
const MOST_SUM = 99_999_999

const wholeOf = (typed: string, most: number): number => {
  const digits = typed.replace(/\D/g, '')
  return Math.min(digits === '' ? 0 : Number(digits), most)
}

/** The counts and the sum that were entered. One sum has no counts. */
export function countedOf(counting: Counting): { counts: CashCount[]; countedMinor: number } {
  if (counting.way === 'sum') return { counts: [], countedMinor: wholeOf(counting.sum, MOST_SUM) }
  const counts = DENOMINATIONS.flatMap((denominationMinor) => {
    const count = wholeOf(counting.pieces[denominationMinor] ?? '', MOST_PIECES)
    return count > 0 ? [{ denominationMinor, count }] : []
  })
  return { counts, countedMinor: sumCounts(counts) }
}

export const isAnythingCounted = (counting: Counting): boolean =>
  counting.way === 'sum'
    ? counting.sum !== ''
    : Object.values(counting.pieces).some((typed) => typed !== '')

export interface MoneyCountProps {
  counting: Counting
  onChange: (counting: Counting) => void
}

/** Notes and coins as they lie in the hand, each with how many; or one sum for whoever knows it. */
export function MoneyCount({ counting, onChange }: MoneyCountProps) {
  const { t } = useTranslation('shift')
  return (
    <div className="stack">
      <Segments
        label={t('count.way')}
        name="count-way"
        size="key"
        joined
        segments={[
          { value: 'pieces', label: t('count.pieces') },
          { value: 'sum', label: t('count.sum') },
        ]}
        value={counting.way}
        onChoose={(way) => onChange({ ...counting, way })}
      />
      {counting.way === 'pieces' ? (
        <ul className="money-count">
          {DENOMINATIONS.map((denomination) => (
            <Piece
              key={denomination}
              denomination={denomination}
              typed={counting.pieces[denomination] ?? ''}
              onType={(typed) =>
                onChange({ ...counting, pieces: { ...counting.pieces, [denomination]: typed } })
              }
            />
          ))}
        </ul>
      ) : (
        <NumberEntry
          label={t('count.sum_label')}
          value={counting.sum}
          hasPoint={false}
          unit={t('count.dollars')}
          onChange={(sum) => onChange({ ...counting, sum: sum.replace(/\D/g, '') })}
        />
      )}
    </div>
  )
}

/** What was counted so far, for the foot of a dialog: in view however far one has scrolled. */
export function CountedTotal({ counting }: { counting: Counting }) {
  const { t } = useTranslation('shift')
  const { countedMinor } = countedOf(counting)
  return <Total label={t('count.total')} amountMinor={countedMinor} size="report" live />
}

interface PieceProps {
  denomination: (typeof DENOMINATIONS)[number]
  typed: string
  onType: (typed: string) => void
}

function Piece({ denomination, typed, onType }: PieceProps) {
  const { t } = useTranslation('shift')
  const count = wholeOf(typed, MOST_PIECES)
  const name = t(denomination >= 100 ? 'count.notes_of' : 'count.coins_of', { value: denomination })
  return (
    <li>
      <label className="money-count-row">
        <span className="money-count-drawn">
          <DrawnMoney denomination={denomination} size="key" />
        </span>
        <span className="visually-hidden">{name}</span>
        <span aria-hidden="true">×</span>
        <input
          className="money-count-input"
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          value={typed}
          placeholder="0"
          onChange={(event) => onType(event.currentTarget.value.replace(/\D/g, ''))}
        />
        <span className="money-count-sum">
          {count > 0 ? formatAmount(denomination * count) : ''}
        </span>
      </label>
    </li>
  )
}
