import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { classes } from '#app/components/classes.ts'
import { Money } from '#app/components/money.tsx'
import type { Statement } from './statement.server.ts'

/** The lines of a statement; each account opens into what was posted on it in its column's time. */
export function StatementTable({ statement, slug }: { statement: Statement; slug: string }) {
  const { t } = useTranslation('statements')
  const { columns, rows, title } = statement
  const first = columns.at(-1)
  const addressOf = (code: string) =>
    `/${slug}/books/accounts/${code}?${new URLSearchParams({
      from: first?.from ?? '',
      to: columns[0]?.to ?? '',
    })}`
  if (rows.every((row) => row.amounts.every((amount) => amount === 0))) {
    return <p className="empty">{t('empty')}</p>
  }
  return (
    // Many columns scroll by themselves; the page does not.
    <section className="statement-scroll" aria-label={title}>
      <table className="statement">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('account')}</th>
            {columns.map((column) => (
              <th key={column.head} scope="col" className="cell-end">
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={classes(row.look && `statement-${row.look}`)}>
              <th scope="row">
                {row.code ? <Link to={addressOf(row.code)}>{row.label}</Link> : row.label}
              </th>
              {columns.map((column, at) => (
                <td key={column.head} className="cell-end">
                  {row.look === 'heading' ? null : (
                    <Money amountMinor={row.amounts[at] ?? 0} bare />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
