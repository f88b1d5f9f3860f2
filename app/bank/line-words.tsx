import { useTranslation } from 'react-i18next'
import { formatDay } from '#app/components/dates.ts'
import { formatAmount, formatMoney } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { entryKindWord, useReportText } from '#app/reports/words.ts'

/** A line of the bank as every page shows it. */
export interface ShownLine {
  bookedOn: string
  amountMinor: number
  text: string
  note: string
  counterpart: string
}

/** Into the account with a plus, out of it with a minus: read without colour. */
export const signed = (amountMinor: number): string =>
  amountMinor > 0 ? `＋${formatAmount(amountMinor)}` : formatAmount(amountMinor)

/** All that the bank wrote on a line. */
export const saidOn = ({ text, note, counterpart }: Omit<ShownLine, 'bookedOn' | 'amountMinor'>) =>
  [text, note, counterpart].filter((each) => each !== '').join(' · ')

/** The day, the amount, and what the bank wrote. */
export function LineHead({ line }: { line: ShownLine }) {
  const { words } = useOffice()
  const { t } = useTranslation('banking')
  const isInto = line.amountMinor > 0
  return (
    <>
      <div className="bank-line-head">
        <span className="muted">{formatDay(line.bookedOn, words)}</span>
        <span className="bank-line-amount">
          {t(isInto ? 'line.in' : 'line.out', { amount: formatMoney(Math.abs(line.amountMinor)) })}
        </span>
      </div>
      <p className="bank-line-words">{saidOn(line) || t('line.noWords')}</p>
    </>
  )
}

export interface ShownPosting {
  postedOn: string
  amountMinor: number
  kind: string
  memo: string
}

/** What an entry of the books says in one line. */
export function usePostingWords(): (posting: ShownPosting) => string {
  const { words } = useOffice()
  const { t } = useReportText()
  return (posting) =>
    [
      formatDay(posting.postedOn, words),
      posting.memo || entryKindWord(t, posting.kind),
      `NT$${signed(posting.amountMinor)}`,
    ].join(' ')
}
