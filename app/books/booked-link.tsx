import { Link } from '@remix-run/react'
import { BookOpen } from 'lucide-react'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { useLedgerText } from './ledger-text.ts'

/** The way from something that was done to how it stands in the books. */
export function BookedLink({ sourceType, sourceId }: { sourceType: string; sourceId: string }) {
  const { slug } = useOffice()
  const { t } = useLedgerText()
  return (
    <Link
      to={`/${slug}/books/journal?${new URLSearchParams({ sourceType, sourceId })}`}
      className={buttonClass({ kind: 'quiet', className: 'no-print' })}
    >
      <ButtonFace icon={BookOpen}>{t('entry.booked')}</ButtonFace>
    </Link>
  )
}
