import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { ChevronLeft, ChevronRight, FileDown, FileSpreadsheet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import '#app/books/statements.css'
import { ExportCard } from '#app/books/export-card.tsx'
import { ReportParts } from '#app/books/report-parts.tsx'
import { readStatement } from '#app/books/statement.server.ts'
import {
  COMPARISONS,
  LENGTHS,
  STATEMENTS,
  StatementQuery,
  stepMonth,
} from '#app/books/statement-params.ts'
import { StatementTable } from '#app/books/statement-table.tsx'
import { BarChart } from '#app/components/bar-chart.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatMonth, monthOf } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { formatAmount } from '#app/components/money.tsx'
import { Select } from '#app/components/select.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'

export const loader = tenantLoader('books.read', StatementQuery, async (tx, query, edge) => {
  const language = languageOf(edge.request)
  return {
    query,
    statement: await readStatement(tx, query, language),
    title: textsFor(language).t('statements:statements'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.statement.title ?? ''} · ${data?.title ?? ''} · Tillage 耕舖` },
]

/** A statement for the asked time, beside others, on screen, as PDF and as XLSX. */
export default function Statements() {
  const { query, statement } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('statements')
  const { kind, length, compare } = query
  const asked = { kind, length, compare, month: statement.month }
  const addressOf = (steps: number) =>
    `?${new URLSearchParams({ ...asked, month: stepMonth(length, statement.month, steps) })}`
  const file = (extension: string) =>
    `/${slug}/books/statements.${extension}?${new URLSearchParams(asked)}`
  return (
    <div className="stack">
      <ReportParts open="statements" />
      <Chooser />
      <Card title={statement.title}>
        <div className="row row-between no-print">
          <nav className="row" aria-label={t('length')}>
            <Link to={addressOf(-1)} className={buttonClass({ kind: 'plain' })}>
              <ButtonFace icon={ChevronLeft}>{t('before')}</ButtonFace>
            </Link>
            <Link to={addressOf(1)} className={buttonClass({ kind: 'plain' })}>
              <ButtonFace icon={ChevronRight}>{t('after')}</ButtonFace>
            </Link>
          </nav>
          <div className="row">
            <a href={file('pdf')} className={buttonClass({ kind: 'plain' })}>
              <ButtonFace icon={FileDown}>{t('pdf')}</ButtonFace>
            </a>
            <a href={file('xlsx')} className={buttonClass({ kind: 'plain' })}>
              <ButtonFace icon={FileSpreadsheet}>{t('xlsx')}</ButtonFace>
            </a>
          </div>
        </div>
        <p className="muted">{t('unit')}</p>
        <MonthsChart />
        <StatementTable statement={statement} slug={slug} />
      </Card>
      <ExportCard />
    </div>
  )
}

function Chooser() {
  const { query, statement } = useLoaderData<typeof loader>()
  const { t } = useTranslation('statements')
  return (
    <Form method="get" className="statement-chooser no-print">
      <Select
        label={t('which')}
        name="kind"
        defaultValue={query.kind}
        options={STATEMENTS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <Select
        label={t('length')}
        name="length"
        defaultValue={query.length}
        options={LENGTHS.map((length) => ({ value: length, label: t(`lengths.${length}`) }))}
      />
      <Select
        label={t('compare')}
        name="compare"
        defaultValue={query.compare}
        options={COMPARISONS.map((each) => ({ value: each, label: t(`comparisons.${each}`) }))}
      />
      <Field
        label={t('chart.month')}
        type="month"
        name="month"
        defaultValue={statement.month}
        pattern="\d{4}-\d{2}"
      />
      <button type="submit" className={buttonClass({ kind: 'primary' })}>
        <ButtonFace>{t('show')}</ButtonFace>
      </button>
    </Form>
  )
}

/** Profit by month, where an income statement has a column for each. */
function MonthsChart() {
  const { query, statement } = useLoaderData<typeof loader>()
  const { words } = useOffice()
  const { t } = useTranslation('statements')
  if (query.kind !== 'income' || query.compare !== 'months' || query.length === 'month') return null
  const profits = statement.rows.find((row) => row.key === 'profit')?.amounts ?? []
  const months = statement.columns.slice(0, -1)
  const bars = months.map(({ from }, at) => ({
    label: String(Number(from.slice(5, 7))),
    value: profits[at] ?? 0,
  }))
  const best = bars.reduce((most, bar, at) => (bar.value > (bars[most]?.value ?? 0) ? at : most), 0)
  return (
    <BarChart
      label={t('chart.title')}
      bars={bars}
      sentence={t('chart.sentenceBest', {
        month: formatMonth(monthOf(months[best]?.from ?? `${statement.month}-01`), words),
        amount: formatAmount(bars[best]?.value ?? 0),
      })}
      tableLabel={t('chart.table')}
      heads={[t('chart.month'), t('chart.amount')]}
      format={formatAmount}
      emptyLabel={t('chart.empty')}
    />
  )
}
