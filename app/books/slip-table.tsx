import { Link } from '@remix-run/react'
import { DataTable, Empty, RowTitle, rowLinkClass } from '#app/components/data-table.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { MoneySlip } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'
import { slipWords } from './slip-words.ts'

/** Slips, the newest first; money that went out has a minus. */
export function SlipTable({ slips }: { slips: MoneySlip[] }) {
  const { slug, words } = useOffice()
  const { t, language } = useLedgerText()
  return (
    <DataTable
      caption={t('money.slips')}
      rows={slips}
      rowKey={(slip) => slip.id}
      empty={<Empty>{t('money.none')}</Empty>}
      columns={[
        {
          key: 'what',
          head: t('money.what'),
          cell: (slip) => (
            <RowTitle
              title={
                <Link to={`/${slug}/books/money/${slip.id}`} className={rowLinkClass}>
                  {slipWords(t, slip, language)}
                </Link>
              }
              under={
                <>
                  {[formatShortDay(slip.day, words), slip.note].filter(Boolean).join(' · ')}{' '}
                  {slip.undoneById && <Tag tone="gold">{t('money.undone')}</Tag>}
                </>
              }
            />
          ),
        },
        {
          key: 'amount',
          head: 'NT$',
          align: 'end',
          cell: (slip) => (
            <Money
              amountMinor={slip.direction === 'paid' ? -slip.amountMinor : slip.amountMinor}
              bare
              className={slip.undoneById ? 'is-undone' : undefined}
            />
          ),
        },
      ]}
    />
  )
}
