import { scaleBand } from 'd3-scale'
import { Table2 } from 'lucide-react'
import { classes } from './classes.ts'
import { type LinkComponent, PlainLink } from './link.tsx'

export interface Bar {
  /** On the axis and in the table (11). */
  label: string
  value: number
}

export interface BarChartProps {
  /** What is charted, to screen readers and as the table's caption. */
  label: string
  bars: readonly Bar[]
  /** Fewer bars that state the same fact, for easy reading; see `mergeBars`. */
  easyBars?: readonly Bar[] | undefined
  /** The fact in words: 早上 11 點最忙. */
  sentence: string
  /** 看表格 */
  tableLabel: string
  /** Heads of the table's two columns. */
  heads: readonly [label: string, value: string]
  format: (value: number) => string
  /** In the table instead of the bare axis label (11:00 到 12:00). */
  rowLabel?: ((bar: Bar) => string) | undefined
  /** Where a row of the table opens into what it counts; undefined for a row without. */
  rowTo?: ((bar: Bar) => string | undefined) | undefined
  Link?: LinkComponent | undefined
  /** Every how many bars the axis says its label. */
  every?: number | undefined
  /** One sentence instead of bars when every value is 0. */
  emptyLabel: string
}

/** Bars whose peak says its number, one sentence, and the same facts as a table. */
export function BarChart(props: BarChartProps) {
  const { label, bars, easyBars, sentence, tableLabel, heads, format, rowLabel } = props
  const { rowTo, Link = PlainLink, every = 1, emptyLabel } = props
  if (bars.every((bar) => bar.value === 0)) return <p className="chart-none">{emptyLabel}</p>
  return (
    <figure className="chart" aria-label={label}>
      {easyBars && (
        <div className="chart-easy">
          <Bars bars={easyBars} every={1} format={format} />
        </div>
      )}
      <div className="chart-full">
        <Bars bars={bars} every={every} format={format} />
      </div>
      <details className="chart-more">
        <summary>
          <span className="chart-sentence">{sentence}</span>
          <span className="chart-open">
            <Table2 aria-hidden="true" />
            {tableLabel}
          </span>
        </summary>
        <table className="chart-table">
          <caption className="visually-hidden">{label}</caption>
          <thead>
            <tr>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row">
                  <RowLabel to={rowTo?.(bar)} Link={Link}>
                    {rowLabel ? rowLabel(bar) : bar.label}
                  </RowLabel>
                </th>
                <td>{format(bar.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function RowLabel(props: { to: string | undefined; Link: LinkComponent; children: string }) {
  const { to, Link, children } = props
  return to === undefined ? children : <Link to={to}>{children}</Link>
}

interface BarsProps {
  bars: readonly Bar[]
  every: number
  format: (value: number) => string
}

/** Lengths are in percent, so that bars stretch with the card while words keep their size. */
function Bars({ bars, every, format }: BarsProps) {
  // Below zero there is no bar: the table says it.
  const peak = Math.max(1, ...bars.map((bar) => bar.value))
  const peakAt = bars.findIndex((bar) => bar.value === peak)
  const x = scaleBand(
    bars.map((bar) => bar.label),
    [0, 100],
  ).paddingInner(0.17)
  const height = (value: number) => (100 * Math.max(0, value)) / peak
  return (
    <div aria-hidden="true">
      <div className="chart-peaks">
        {bars.map((bar, index) => (
          <span key={bar.label}>{index === peakAt && format(bar.value)}</span>
        ))}
      </div>
      <svg className="chart-bars" aria-hidden="true">
        {bars.map((bar, index) => (
          <rect
            key={bar.label}
            className={classes('chart-bar', index === peakAt && 'chart-bar-peak')}
            x={`${x(bar.label) ?? 0}%`}
            y={`${100 - height(bar.value)}%`}
            width={`${x.bandwidth()}%`}
            // Reaches below the ground line, where it is cut off: round above, flat below.
            height={`${height(bar.value) + 10}%`}
            rx="3"
          />
        ))}
      </svg>
      <div className="chart-axis">
        {bars.map((bar, index) => (
          <span key={bar.label}>{index % every === 0 && bar.label}</span>
        ))}
      </div>
    </div>
  )
}

/** Joins each `by` neighbours into one bar under the first one's label. */
export function mergeBars(bars: readonly Bar[], by: number): Bar[] {
  const merged: Bar[] = []
  for (let at = 0; at < bars.length; at += by) {
    const group = bars.slice(at, at + by)
    const value = group.reduce((sum, bar) => sum + bar.value, 0)
    if (group[0]) merged.push({ label: group[0].label, value })
  }
  return merged
}
