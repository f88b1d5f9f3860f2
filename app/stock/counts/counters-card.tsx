import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import { formatTime } from '#app/components/dates.ts'
import { useOffice } from '#app/reports/use-office.ts'

export interface CountersCardProps {
  stocktake: {
    scopeCount: number
    countedCount: number
    counters: readonly { deviceId: string; who: string; productCount: number; lastAt: string }[]
  }
}

/** Who counted how much, as far as their phones have said so. */
export function CountersCard({ stocktake }: CountersCardProps) {
  const { t } = useTranslation('counts')
  const { timeZone } = useOffice()
  const { scopeCount, countedCount, counters } = stocktake
  return (
    <Card title={t('one.who')}>
      <div className="stack" role="status">
        <p>
          <b>{t('one.progress', { scope: scopeCount, counted: countedCount })}</b>
        </p>
        {counters.length === 0 ? (
          <p className="muted">{t('one.nobody')}</p>
        ) : (
          <ul className="count-people">
            {counters.map((each) => (
              <li key={`${each.deviceId} ${each.who}`}>
                <b>{each.who}</b>
                <span className="muted">
                  {t('one.counter', {
                    count: each.productCount,
                    at: formatTime(each.lastAt, timeZone),
                  })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className="muted cap">{t('one.refresh')}</p>
    </Card>
  )
}
