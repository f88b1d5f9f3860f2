import { useTranslation } from 'react-i18next'
import { BarChart } from '#app/components/bar-chart.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable } from '#app/components/data-table.tsx'
import type { CourseResult, Shown } from '#modules/learning/shared.ts'

type Measurement = CourseResult['moments'][number]
type Outcome = CourseResult['outcomes'][number]

/** Says a count that may be hidden, and a share that may be missing. */
export function useShown() {
  const { t } = useTranslation('learned')
  return {
    say: (shown: Shown) => (shown === 'few' ? t('results.few') : String(shown)),
    percent: (share: number | undefined) =>
      share === undefined ? '–' : t('results.percent', { n: share }),
  }
}

/** Both errors, before a course, after it and a month later: only together do they say something. */
export function Measured({ result }: { result: CourseResult }) {
  const { t } = useTranslation('learned')
  const { say, percent } = useShown()
  const columns: Column<Measurement>[] = [
    { key: 'when', head: t('results.when'), cell: ({ moment }) => t(`results.${moment}`) },
    {
      key: 'people',
      head: t('results.people'),
      align: 'end',
      wide: true,
      cell: ({ people }) => say(people),
    },
    {
      key: 'missed',
      head: t('results.missed_head'),
      align: 'end',
      cell: ({ missed }) => percent(missed),
    },
    {
      key: 'alarms',
      head: t('results.false_alarm_head'),
      align: 'end',
      cell: ({ falseAlarms }) => percent(falseAlarms),
    },
  ]
  return (
    <Card title={t('results.measured')}>
      <p>
        <b>{result.title}</b>
      </p>
      <p className="measure">{t('results.measured_text')}</p>
      <div className="two-cards">
        <ErrorChart result={result} of="missed" label={t('results.chart_missed')} />
        <ErrorChart result={result} of="falseAlarms" label={t('results.chart_false_alarm')} />
      </div>
      <DataTable
        caption={t('results.measured')}
        columns={columns}
        rows={result.moments}
        rowKey={({ moment }) => moment}
        empty={t('results.not_enough')}
      />
    </Card>
  )
}

interface ErrorChartProps {
  result: CourseResult
  of: 'missed' | 'falseAlarms'
  label: string
}

/** A moment of too few people has no bar: a bar of nothing would say that nobody erred. */
function ErrorChart({ result, of, label }: ErrorChartProps) {
  const { t } = useTranslation('learned')
  const { percent } = useShown()
  const bars = result.moments.flatMap((each) => {
    const value = each[of]
    return value === undefined ? [] : [{ label: t(`results.${each.moment}`), value }]
  })
  const [first, last] = [bars[0], bars.at(-1)]
  if (!first || !last) {
    return (
      <div>
        <h3>{label}</h3>
        <p className="muted">{t('results.not_enough')}</p>
      </div>
    )
  }
  const sentence =
    first === last
      ? t('results.only', { when: first.label, share: percent(first.value) })
      : t('results.fell', { from: percent(first.value), to: percent(last.value) })
  return (
    <div>
      <h3>{label}</h3>
      <BarChart
        label={label}
        bars={bars}
        sentence={sentence}
        tableLabel={t('results.table')}
        heads={[t('results.when'), t('results.share')]}
        format={percent}
        emptyLabel={sentence}
      />
    </div>
  )
}

/** What a course is for, and how many can do it. */
export function Outcomes({ result }: { result: CourseResult }) {
  const { t } = useTranslation('learned')
  const { say } = useShown()
  const columns: Column<Outcome>[] = [
    { key: 'outcome', head: t('results.outcome'), cell: ({ text }) => text },
    { key: 'asked', head: t('results.asked'), align: 'end', cell: ({ asked }) => say(asked) },
    {
      key: 'mastered',
      head: t('results.mastered'),
      align: 'end',
      cell: ({ mastered }) => say(mastered),
    },
  ]
  return (
    <Card title={t('results.outcomes')}>
      <DataTable
        caption={t('results.outcomes')}
        columns={columns}
        rows={result.outcomes}
        rowKey={({ outcomeId }) => outcomeId}
        empty={t('results.not_enough')}
      />
    </Card>
  )
}
