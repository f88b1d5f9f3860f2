import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { formatAmount } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity } from '#app/reports/words.ts'
import type { ReportCell, ReportRow, ReportType, StockReport } from './report.ts'

const SUM_KEY = 'sum'

/** The table of a report; its sums are over everything, also what only a file lists. */
export function ReportTable({ report, title }: { report: StockReport; title: string }) {
  const { slug } = useOffice()
  const { t } = useTranslation('stockreports')
  const say = useCellWords()
  const columns = report.columns.map(({ head, type, wide }, at): Column<ReportRow> => {
    const text = (row: ReportRow) => say(row.cells[at] ?? null, type, row.unit)
    return {
      key: head,
      head,
      ...(type === 'text' ? {} : { align: 'end' as const }),
      ...(wide ? { wide } : {}),
      cell: (row) => {
        if (row.key === SUM_KEY) return <b>{text(row)}</b>
        if (at > 0 || row.to === undefined) return text(row)
        return (
          <Link to={`/${slug}${row.to}`} className={rowLinkClass}>
            {text(row)}
          </Link>
        )
      },
    }
  })
  const sums = report.rows.length > 0 && report.sums ? [{ key: SUM_KEY, cells: report.sums }] : []
  return (
    <>
      <DataTable
        caption={title}
        columns={columns}
        rows={[...report.rows, ...sums]}
        rowKey={(row) => row.key}
        empty={<Empty>{t('none')}</Empty>}
      />
      {report.hasMore && <p className="muted">{t('more', { count: report.rows.length })}</p>}
    </>
  )
}

function useCellWords() {
  const { words } = useOffice()
  return (cell: ReportCell, type: ReportType, unit = ''): string => {
    if (cell === null) return ''
    if (type === 'day') return formatShortDay(String(cell), words)
    if (type === 'money') return formatAmount(Number(cell))
    if (type === 'quantity') return `${formatQuantity(Number(cell))} ${unit}`
    return String(cell)
  }
}
