import { Link } from '@remix-run/react'
import { Check, TriangleAlert } from 'lucide-react'
import { buttonClass } from '#app/components/button.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { useLedgerText } from './ledger-text.ts'
import type { YearCheck } from './year-checks.server.ts'

/** The checklist of a year's end: what is fine, and where to put right what is not. */
export function YearChecks({ checks }: { checks: YearCheck[] }) {
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <ul className="rows">
      {checks.map(({ name, isFine, count, to }) => (
        <li key={name}>
          <span className="rows-words">
            {isFine ? (
              <Tag tone="tea" icon={Check}>
                {t('year.fine')}
              </Tag>
            ) : (
              <Tag tone="gold" icon={TriangleAlert}>
                {t('year.look')}
              </Tag>
            )}
            <span>{t(`year.check.${name}.${isFine ? 'fine' : 'open'}`, { count })}</span>
          </span>
          {!isFine && (
            <Link to={`/${slug}/${to}`} className={buttonClass({ kind: 'quiet' })}>
              {t('year.go')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}
