import { useTranslation } from 'react-i18next'
import { BarChart, mergeBars } from '#app/components/bar-chart.tsx'
import { Card } from '#app/components/card.tsx'
import { formatAmount } from '#app/components/money.tsx'
import { ShareBars } from '#app/components/share-bars.tsx'
import { formatQuantity } from '#app/reports/words.ts'
import type { StockReport } from './report.ts'

const TONES = ['c1', 'c2', 'c3', 'c4'] as const

/** What a report draws: bars over time, and how a sum is made up. */
export function ReportCharts({ report }: { report: StockReport }) {
  const { t } = useTranslation('stockreports')
  const { chart, shares } = report
  if (chart === undefined && shares === undefined) return null
  const unit = chart?.unit
  const said = new Map(chart?.bars.map((bar) => [bar.label, bar.said]))
  return (
    <div className={chart && shares && shares.parts.length > 0 ? 'two-cards' : 'stack'}>
      {chart && (
        <Card title={chart.title}>
          <BarChart
            label={chart.title}
            bars={chart.bars}
            easyBars={unit === undefined ? undefined : mergeBars(chart.bars, 7)}
            every={chart.bars.length > 12 ? 5 : 1}
            sentence={chart.sentence}
            tableLabel={t('table')}
            heads={chart.heads}
            format={(value) =>
              unit === undefined ? formatAmount(value) : `${formatQuantity(value)} ${unit}`
            }
            rowLabel={(bar) => said.get(bar.label) ?? bar.label}
            emptyLabel={t('nothing')}
          />
        </Card>
      )}
      {shares && shares.parts.length > 0 && (
        <Card title={shares.title}>
          <ShareBars
            label={shares.title}
            shares={shares.parts.map((part, at) => ({
              ...part,
              tone: TONES[at % TONES.length] ?? 'c1',
            }))}
          />
        </Card>
      )}
    </div>
  )
}
