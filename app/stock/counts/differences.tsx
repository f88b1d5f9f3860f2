import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Money } from '#app/components/money.tsx'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { type Difference, useDifferenceColumns } from './difference-columns.tsx'

interface Line extends Difference {
  differenceMilli: number
  parts: readonly { who: string; shelf: string; quantityMilli: number }[]
}

interface Missed {
  productId: string
  name: string
  unit: string
  expectedMilli: number
  zeroValueMinor: number
}

export interface Review {
  lines: readonly Line[]
  uncounted: readonly Missed[]
  gainMinor: number
  lossMinor: number
  zeroLossMinor: number
  entryCount: number
}

/** Long lists of goods that nobody counted are cut here; all of them are in the numbers. */
const MISSED_SHOWN = 30

/** What differs, biggest first, and what nobody counted: everything to know before booking it. */
export function Differences({ review }: { review: Review }) {
  const { t } = useTranslation('counts')
  const say = ({ who, shelf, quantityMilli }: Line['parts'][number]) => {
    const quantity = formatQuantity(quantityMilli)
    return shelf === ''
      ? t('one.part', { who, quantity })
      : t('one.partAt', { who, shelf, quantity })
  }
  const columns = useDifferenceColumns<Line>(({ parts }) => parts.map(say).join(' · '))
  const differing = review.lines.filter((line) => line.differenceMilli !== 0)
  const sameCount = review.lines.length - differing.length
  return (
    <>
      {review.lines.length > 0 && (
        <Card title={t('one.differences')}>
          <dl className="count-sums">
            <div>
              <dt>{t('one.gain')}</dt>
              <dd>
                <Money amountMinor={review.gainMinor} />
              </dd>
            </div>
            <div>
              <dt>{t('one.loss')}</dt>
              <dd>
                <Money amountMinor={0 - review.lossMinor} />
              </dd>
            </div>
          </dl>
          <DataTable
            caption={t('one.differences')}
            columns={columns}
            rows={differing}
            rowKey={(line) => line.productId}
            empty={t('one.same')}
          />
          {sameCount > 0 && differing.length > 0 && (
            <p>{t('one.sameCount', { count: sameCount })}</p>
          )}
          <p className="muted cap">{t('one.moment')}</p>
        </Card>
      )}
      {review.uncounted.length > 0 && <MissedCard review={review} />}
    </>
  )
}

function MissedCard({ review }: { review: Review }) {
  const { t, i18n } = useTranslation(['counts', 'stock'])
  const shown = review.uncounted.slice(0, MISSED_SHOWN)
  const more = review.uncounted.length - shown.length
  return (
    <Card>
      <Disclosure label={t('counts:one.missed', { count: review.uncounted.length })} kind="outline">
        <ul className="count-people">
          {shown.map((each) => (
            <li key={each.productId}>
              <b>{each.name}</b>
              <span className="muted">
                {t('counts:one.expected', {
                  quantity: t('stock:quantity', {
                    quantity: formatQuantity(each.expectedMilli),
                    unit: unitWord(i18n, each.unit),
                  }),
                })}
              </span>
            </li>
          ))}
        </ul>
        {more > 0 && <p className="muted">{t('counts:one.missedMore', { count: more })}</p>}
      </Disclosure>
    </Card>
  )
}
