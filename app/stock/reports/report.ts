/** A number in thousandths of the row's unit, one to the tenth, or what `XlsxType` says. */
export type ReportType = 'text' | 'quantity' | 'number' | 'money' | 'day'

export type ReportCell = string | number | null

export interface ReportColumn {
  head: string
  type: ReportType
  /** Left out on a phone; a file has it. */
  wide?: boolean | undefined
}

export interface ReportRow {
  key: string
  cells: ReportCell[]
  /** In words, of the quantities in this row. */
  unit?: string | undefined
  /** Where the row opens, below the shop's address. */
  to?: string | undefined
}

/** A report in words: its table is the same on screen, as CSV and as XLSX. */
export interface StockReport {
  /** The answer in a sentence or two. */
  facts: string[]
  columns: ReportColumn[]
  rows: ReportRow[]
  /** Below the rows, over all of them and not only those that are shown. */
  sums?: ReportCell[] | undefined
  /** More rows than are shown: a file has them. */
  hasMore: boolean
  chart?:
    | {
        title: string
        heads: [label: string, value: string]
        /** Money unless it says a unit: then quantities in thousandths. */
        unit?: string | undefined
        bars: { label: string; said: string; value: number }[]
        sentence: string
      }
    | undefined
  /** How a sum is made up, the largest first. */
  shares?:
    | { title: string; parts: { key: string; label: string; amountMinor: number }[] }
    | undefined
}
