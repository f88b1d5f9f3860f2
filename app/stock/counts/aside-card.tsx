import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'

export interface AsideCardProps {
  aside: readonly {
    id: string
    problem: 'late' | 'unreadable' | 'unknown_product' | 'fork'
    who: string | null
    productName: string | null
    unit: string | null
    quantityMilli: number | null
    countedAt: string
  }[]
}

/** What phones sent that is not part of the count: kept, shown, and not booked. */
export function AsideCard({ aside }: AsideCardProps) {
  const { t, i18n } = useTranslation(['counts', 'stock'])
  const { words, timeZone } = useOffice()
  if (aside.length === 0) return null
  return (
    <Card title={t('counts:one.aside')}>
      <p>{t('counts:one.asideLead')}</p>
      <ul className="count-people">
        {aside.map((each) => (
          <li key={each.id}>
            <span>
              <b>
                {[
                  each.productName,
                  each.quantityMilli !== null &&
                    t('stock:quantity', {
                      quantity: formatQuantity(each.quantityMilli),
                      unit: each.unit === null ? '' : unitWord(i18n, each.unit),
                    }),
                ]
                  .filter(Boolean)
                  .join(' ')}
              </b>{' '}
              {t(`counts:one.problem.${each.problem}`)}
            </span>
            <span className="muted cap">
              {each.who ?? t('counts:one.somebody')} ·{' '}
              {formatMoment(each.countedAt, { ...words, timeZone })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
