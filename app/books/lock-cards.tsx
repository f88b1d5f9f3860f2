import { Link } from '@remix-run/react'
import { Card } from '#app/components/card.tsx'
import { formatDay, formatMoment } from '#app/components/dates.ts'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { entryKindWord, useReportText } from '#app/reports/words.ts'
import type { LockException, LockRow } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'

/** What went behind a lock on purpose: what, when, who and why. */
export function ExceptionsCard({ exceptions }: { exceptions: LockException[] }) {
  const { slug, words, timeZone } = useOffice()
  const { t } = useLedgerText()
  const { t: reportText } = useReportText()
  return (
    <Card title={t('locks.exceptions')}>
      <p className="muted">{t('locks.exceptionsText')}</p>
      <ul className="rows">
        {exceptions.map((each) => (
          <li key={each.id}>
            <span>
              <Link to={`/${slug}/books/entries/${each.entryId}`} className="account-link">
                {`${formatDay(each.postedOn, words)} ${entryKindWord(reportText, each.kind)} ${each.memo}`}
              </Link>
              <br />
              {each.reason}
              <br />
              <span className="muted cap">
                {[each.byName, formatMoment(each.createdAt, { ...words, timeZone })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Who closed and opened what. */
export function LockHistoryCard({ history }: { history: LockRow[] }) {
  const { words, timeZone } = useOffice()
  const { t } = useLedgerText()
  return (
    <Card title={t('locks.history')}>
      <ul className="rows">
        {history.map((each) => (
          <li key={each.id}>
            <span>
              {each.kind === 'hard' ? (
                <Tag tone="red">{t('locks.filed')}</Tag>
              ) : (
                <Tag tone="gold">{t('locks.locked')}</Tag>
              )}{' '}
              {t('locks.upTo', { day: formatDay(each.through, words) })}
              {each.note && (
                <>
                  <br />
                  {each.note}
                </>
              )}
              <br />
              <span className="muted cap">
                {[each.byName, formatMoment(each.createdAt, { ...words, timeZone })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
