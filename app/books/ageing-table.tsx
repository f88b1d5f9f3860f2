import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Money } from '#app/components/money.tsx'
import type { Ageing } from './ageing.server.ts'
import type { AgeingSide } from './ageing-params.ts'

const PAGES = { receivable: 'tabs', payable: 'stock/buying/suppliers' } as const

/** Who owes, or is owed, how much since when; each opens into their own page. */
export function AgeingTable({
  ageing,
  side,
  slug,
}: {
  ageing: Ageing
  side: AgeingSide
  slug: string
}) {
  const { t } = useTranslation('ledger')
  const { columns, rows, totals, title } = ageing
  if (rows.length === 0) return <p className="empty">{t(`ageing.none.${side}`)}</p>
  const cells = (amounts: readonly number[]) =>
    columns.map((column, at) => (
      <td key={column} className="cell-end">
        <Money amountMinor={amounts[at] ?? 0} bare />
      </td>
    ))
  return (
    // Many columns scroll by themselves; the page does not.
    <section className="statement-scroll" aria-label={title}>
      <table className="statement statement-ages">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`ageing.who.${side}`)}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="cell-end">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={`/${slug}/${PAGES[side]}/${row.id}`}>{row.label}</Link>
              </th>
              {cells(row.amounts)}
            </tr>
          ))}
          <tr className="statement-total">
            <th scope="row">{t('ageing.total')}</th>
            {cells(totals)}
          </tr>
        </tbody>
      </table>
    </section>
  )
}
