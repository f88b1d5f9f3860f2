import { fileResponse } from './file-response.server.ts'

export type CsvCell = string | number | null | undefined

/** A table as a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvResponse(rows: readonly (readonly CsvCell[])[], fileName: string): Response {
  // The mark before it tells spreadsheets that this is UTF-8.
  const text = `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`
  return fileResponse(text, { name: `${fileName}.csv`, type: 'text/csv; charset=utf-8' })
}

function cellOf(value: CsvCell): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}
