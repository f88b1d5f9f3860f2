import writeXlsxFile from 'write-excel-file/node'
import { fileResponse } from './file-response.server.ts'

/** What a column holds. Money is whole NT$; a day is `YYYY-MM-DD`. */
export type XlsxType = 'text' | 'number' | 'money' | 'day'

export interface XlsxSheet {
  name: string
  columns: readonly { head: string; type: XlsxType; width?: number }[]
  rows: readonly (readonly (string | number | null | undefined)[])[]
  /** Rows by their place that are sums, and are drawn bold. */
  sums?: ReadonlySet<number>
}

/** What Excel and LibreOffice take for a sheet's name: no `[]:*?/\`, at most 31 letters. */
const sheetName = (name: string) => name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)

/** Tables as an XLSX file. Texts stay texts: nothing in a cell is ever a formula. */
export async function xlsxFile(sheets: readonly XlsxSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const made = sheets.map((sheet) => ({
    sheet: sheetName(sheet.name),
    columns: sheet.columns.map(({ type, width }) => ({ width: width ?? WIDTHS[type] })),
    stickyRowsCount: 1,
    data: [
      sheet.columns.map(({ head, type }) => ({
        value: head,
        type: String,
        fontWeight: 'bold' as const,
        align: type === 'text' || type === 'day' ? ('left' as const) : ('right' as const),
      })),
      ...sheet.rows.map((row, at) =>
        row.map((value, place) =>
          cellOf(value, sheet.columns[place]?.type ?? 'text', sheet.sums?.has(at) === true),
        ),
      ),
    ],
  }))
  return new Uint8Array(await writeXlsxFile(made).toBuffer())
}

const WIDTHS: Record<XlsxType, number> = { text: 28, number: 12, money: 14, day: 12 }

function cellOf(value: string | number | null | undefined, type: XlsxType, isSum: boolean) {
  if (value === null || value === undefined || value === '') return null
  const weight = isSum ? { fontWeight: 'bold' as const } : {}
  if (type === 'day') {
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', ...weight }
  }
  if (type === 'text') return { value: String(value), type: String, ...weight }
  return { value: Number(value), type: Number, format: FORMATS[type], ...weight }
}

const FORMATS = { number: '#,##0.###', money: '#,##0' } as const

/** The same as a file to keep. */
export const xlsxResponse = async (
  sheets: readonly XlsxSheet[],
  fileName: string,
): Promise<Response> =>
  fileResponse(await xlsxFile(sheets), {
    name: `${fileName}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
