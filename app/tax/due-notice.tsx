import { Link } from '@remix-run/react'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { daysBetween, type TaxPeriod } from '#modules/tax/shared.ts'
import { useTaxDays } from './tax-words.ts'

/** Two weeks before, people begin to gather their papers. */
export const SOON_DAYS = 14

/** A return that is not noted as filed: by when it is to be, and the way to its worksheet. */
export function DueNotice({
  today,
  open,
}: {
  today: string
  open: { period: TaxPeriod; dueOn: string }
}) {
  const { slug } = useOffice()
  const days = useTaxDays()
  const { t } = useTranslation('tax')
  const left = daysBetween(today, open.dueOn)
  const said = { period: days.period(open.period), day: days.day(open.dueOn), count: left }
  const word = left < 0 ? 'past' : left === 0 ? 'today' : left <= SOON_DAYS ? 'soon' : 'later'
  return (
    <Notice
      kind={left < 0 ? 'wrong' : 'waiting'}
      icon={FileText}
      title={t(`due.${word}`, said)}
      actions={
        <Link to={`/${slug}/books/tax/${open.period}`} className={buttonClass({ kind: 'plain' })}>
          <ButtonFace icon={FileText}>{t('due.open')}</ButtonFace>
        </Link>
      }
    />
  )
}
