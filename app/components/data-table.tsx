import { type ReactNode, useRef } from 'react'
import { useArrowKeys } from './arrow-keys.ts'
import { classes } from './classes.ts'

/** Put this class on the link or button that opens a row: the whole row becomes its target. */
export const rowLinkClass = 'row-link'

export interface Column<Row> {
  key: string
  /** Column heads carry the unit; rows do not repeat it. */
  head: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the right. */
  align?: 'start' | 'end' | undefined
  /** Left out below 600 px. */
  wide?: boolean | undefined
}

export interface DataTableProps<Row> {
  /** What the table lists; read by screen readers before its heads. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  selectedKey?: string | undefined
  /** One sentence and one action, instead of a table without rows. */
  empty: ReactNode
  /** Below the rows, e.g. `SumRow`. */
  foot?: ReactNode
}

/** A list in the office. Arrow keys walk the rows; Enter opens the one in focus. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, selectedKey, empty, foot } = props
  const ref = useRef<HTMLDivElement>(null)
  useArrowKeys(ref, `.${rowLinkClass}`, 'column')
  if (rows.length === 0) return <div className="empty">{empty}</div>
  return (
    <div ref={ref} className="data-table">
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={cellClass(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={selectedKey === rowKey(row) ? 'is-selected' : undefined}
            >
              {columns.map((column) => (
                <td key={column.key} className={cellClass(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {foot}
    </div>
  )
}

function cellClass<Row>(column: Column<Row>): string {
  return classes(column.align === 'end' && 'cell-end', column.wide && 'cell-wide')
}

export interface RowTitleProps {
  /** The picture on its plate, if the list has pictures. */
  picture?: ReactNode
  /** The link or button with `rowLinkClass`, or plain text. */
  title: ReactNode
  under?: ReactNode
}

/** The first cell of a row: picture, name, and one small line below. */
export function RowTitle({ picture, title, under }: RowTitleProps) {
  return (
    <span className="row-title">
      {picture}
      <span className="row-title-words">
        <b>{title}</b>
        {under && <span className="row-title-under">{under}</span>}
      </span>
    </span>
  )
}

export interface EmptyProps {
  /** One sentence: what would stand here. */
  children: string
  /** One button. */
  action?: ReactNode
}

export function Empty({ children, action }: EmptyProps) {
  return (
    <div className="empty-words">
      <p>{children}</p>
      {action}
    </div>
  )
}
