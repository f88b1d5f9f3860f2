import type { CsvCell } from '#app/server/csv.server.ts'
import type { XlsxSheet, XlsxType } from '#app/server/xlsx.server.ts'
import type { ReportCell, ReportType, StockReport } from './report.ts'

const FILE_TYPES: Record<ReportType, XlsxType> = {
  text: 'text',
  quantity: 'number',
  number: 'number',
  money: 'money',
  day: 'day',
}

/** A report as a sheet: quantities as plain numbers, their unit in a column of its own. */
export function reportSheet(report: StockReport, name: string, unitHead: string): XlsxSheet {
  const hasUnits = report.columns.some(({ type }) => type === 'quantity')
  const plain = (cell: ReportCell | undefined, at: number) =>
    report.columns[at]?.type === 'quantity' && cell !== null ? Number(cell) / 1000 : cell
  const line = (cells: readonly ReportCell[], unit: string | undefined) => {
    const [first, ...rest] = cells.map(plain)
    return hasUnits ? [first, unit ?? null, ...rest] : [first, ...rest]
  }
  const columns = report.columns.map(({ head, type }) => ({ head, type: FILE_TYPES[type] }))
  const [firstColumn, ...otherColumns] = columns
  const unit = hasUnits ? [{ head: unitHead, type: 'text' as const, width: 8 }] : []
  const rows = report.rows.map((row) => line(row.cells, row.unit))
  return {
    name,
    columns: firstColumn ? [firstColumn, ...unit, ...otherColumns] : [],
    rows: report.sums ? [...rows, line(report.sums, undefined)] : rows,
    sums: new Set(report.sums ? [rows.length] : []),
  }
}

/** The same as rows of a CSV file, its heads first. */
export const reportLines = ({ columns, rows }: XlsxSheet): CsvCell[][] => [
  columns.map(({ head }) => head),
  ...rows.map((row) => [...row]),
]
