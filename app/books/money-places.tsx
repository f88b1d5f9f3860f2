import { Link } from '@remix-run/react'
import { Card } from '#app/components/card.tsx'
import { DataTable, rowLinkClass } from '#app/components/data-table.tsx'
import { Money } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { accountName } from '#app/reports/words.ts'
import type { Account, AccountBalance } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'

/** How much lies where; each place opens into its cash book. */
export function MoneyPlaces({
  places,
  balances,
}: {
  places: Account[]
  balances: AccountBalance[]
}) {
  const { slug } = useOffice()
  const { t, language } = useLedgerText()
  const standsOn = (code: string) => balances.find((each) => each.code === code)?.balanceMinor ?? 0
  return (
    <Card title={t('money.places')}>
      <DataTable
        caption={t('money.places')}
        rows={places}
        rowKey={(place) => place.code}
        empty={null}
        columns={[
          {
            key: 'place',
            head: t('money.place'),
            cell: (place) => (
              <Link to={`/${slug}/books/money/cash/${place.code}`} className={rowLinkClass}>
                {accountName(place, language)}
              </Link>
            ),
          },
          {
            key: 'amount',
            head: 'NT$',
            align: 'end',
            cell: (place) => <Money amountMinor={standsOn(place.code)} bare />,
          },
        ]}
      />
    </Card>
  )
}
