import { Link } from '@remix-run/react'
import { type Column, DataTable, rowLinkClass } from '#app/components/data-table.tsx'
import { daysOfMonth, monthOf } from '#app/components/dates.ts'
import { Money, SumRow } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName, useReportText } from '#app/reports/words.ts'

interface Posting {
  position: number
  code: string
  name: string
  names: Record<string, string>
  amountMinor: number
}

/** The two sides of an entry; each account opens into its month. */
export function PostingTable({
  caption,
  postings,
  day,
}: {
  caption: string
  postings: readonly Posting[]
  day: string
}) {
  const { slug } = useOffice()
  const { t, language } = useReportText()
  const period = new URLSearchParams(daysOfMonth(monthOf(day)))
  const side = (amountMinor: number) => amountMinor > 0 && <Money amountMinor={amountMinor} bare />
  const columns: Column<Posting>[] = [
    {
      key: 'account',
      head: t('books:entry.account'),
      cell: (posting) => (
        <span className="row-title-words">
          <Link to={`/${slug}/books/accounts/${posting.code}?${period}`} className={rowLinkClass}>
            {accountName(posting, language)}
          </Link>
          <span className="row-title-under">{posting.code}</span>
        </span>
      ),
    },
    {
      key: 'debit',
      head: t('books:entry.debit'),
      align: 'end',
      cell: (posting) => side(posting.amountMinor),
    },
    {
      key: 'credit',
      head: t('books:entry.credit'),
      align: 'end',
      cell: (posting) => side(-posting.amountMinor),
    },
  ]
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={postings}
      rowKey={(posting) => String(posting.position)}
      empty={null}
      foot={
        <SumRow
          label={t('books:entry.difference')}
          amountMinor={postings.reduce((sum, each) => sum + each.amountMinor, 0)}
          final
        />
      }
    />
  )
}
