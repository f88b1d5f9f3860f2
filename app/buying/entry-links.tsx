import { Link } from '@remix-run/react'
import { BookOpen } from 'lucide-react'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { entryKindWord, useReportText } from '#app/reports/words.ts'

/** The entries that a paper caused, for whoever may see the books. */
export function EntryLinks({ entries }: { entries: readonly { id: string; kind: string }[] }) {
  const { slug } = useOffice()
  const { t } = useReportText()
  if (entries.length === 0) return null
  return (
    <div className="row no-print">
      {entries.map((entry) => (
        <Link
          key={entry.id}
          to={`/${slug}/books/entries/${entry.id}`}
          className={buttonClass({ kind: 'quiet' })}
        >
          <ButtonFace icon={BookOpen}>{entryKindWord(t, entry.kind)}</ButtonFace>
        </Link>
      ))}
    </div>
  )
}
