import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { FileDown, FileSpreadsheet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import '#app/books/statements.css'
import { readAgeing } from '#app/books/ageing.server.ts'
import { AGEING_SIDES, AgeingQuery } from '#app/books/ageing-params.ts'
import { AgeingTable } from '#app/books/ageing-table.tsx'
import { ReportParts } from '#app/books/report-parts.tsx'
import { BarChart } from '#app/components/bar-chart.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Field } from '#app/components/field.tsx'
import { formatAmount, formatMoney } from '#app/components/money.tsx'
import { Select } from '#app/components/select.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'

export const loader = tenantLoader('books.read', AgeingQuery, async (tx, query, edge) => {
  const language = languageOf(edge.request)
  return {
    side: query.side,
    ageing: await readAgeing(tx, query, language),
    title: textsFor(language).t('statements:statements'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.ageing.title ?? ''} · ${data?.title ?? ''} · Tillage 耕舖` },
]

/** Who owed how much since when, at the end of any day, on screen, as PDF and as XLSX. */
export default function AgeingPage() {
  const { side, ageing } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('statements')
  const file = (extension: string) =>
    `/${slug}/books/ageing.${extension}?${new URLSearchParams({ side, day: ageing.day })}`
  return (
    <div className="stack">
      <ReportParts open="ageing" />
      <Chooser />
      <Card title={ageing.title}>
        <div className="row no-print">
          <a href={file('pdf')} className={buttonClass({ kind: 'plain' })}>
            <ButtonFace icon={FileDown}>{t('pdf')}</ButtonFace>
          </a>
          <a href={file('xlsx')} className={buttonClass({ kind: 'plain' })}>
            <ButtonFace icon={FileSpreadsheet}>{t('xlsx')}</ButtonFace>
          </a>
        </div>
        <p className="muted">{`${ageing.asOf} · ${t('unit')}`}</p>
        <AgesChart />
        <AgeingTable ageing={ageing} side={side} slug={slug} />
        <InBooks />
      </Card>
    </div>
  )
}

function Chooser() {
  const { side, ageing } = useLoaderData<typeof loader>()
  const { t } = useTranslation('ledger')
  return (
    <Form method="get" className="statement-chooser no-print" key={`${side} ${ageing.day}`}>
      <Select
        label={t('ageing.which')}
        name="side"
        defaultValue={side}
        options={AGEING_SIDES.map((each) => ({ value: each, label: t(`ageing.side.${each}`) }))}
      />
      <Field
        label={t('ageing.day')}
        type="date"
        name="day"
        max={ageing.today}
        defaultValue={ageing.day}
      />
      <button type="submit" className={buttonClass({ kind: 'primary' })}>
        <ButtonFace>{t('ageing.show')}</ButtonFace>
      </button>
    </Form>
  )
}

function AgesChart() {
  const { side, ageing } = useLoaderData<typeof loader>()
  const { t } = useTranslation('ledger')
  const [together = 0, ...ages] = ageing.totals
  if (ageing.rows.length === 0) return null
  const names = new Map(ageing.marks.map((mark, at) => [mark, ageing.columns[at + 1] ?? mark]))
  return (
    <BarChart
      label={t('ageing.chart')}
      bars={ageing.marks.map((label, at) => ({ label, value: ages[at] ?? 0 }))}
      sentence={t(`ageing.sentence.${side}`, {
        together: formatMoney(together),
        oldest: formatMoney(ages.at(-1) ?? 0),
      })}
      tableLabel={t('ageing.asTable')}
      heads={[t('ageing.chart'), 'NT$']}
      rowLabel={(bar) => names.get(bar.label) ?? bar.label}
      format={formatAmount}
      emptyLabel={t(`ageing.none.${side}`)}
    />
  )
}

/** Whether the books say the same, and where to look when they don't. */
function InBooks() {
  const { ageing } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('ledger')
  const { code, name, amountMinor } = ageing.books
  const differenceMinor = amountMinor - (ageing.totals[0] ?? 0)
  return (
    <p>
      {differenceMinor === 0
        ? t('ageing.same', { name })
        : t('ageing.differs', {
            name,
            amount: formatMoney(amountMinor),
            difference: formatMoney(Math.abs(differenceMinor)),
          })}{' '}
      <Link to={`/${slug}/books/accounts/${code}?to=${ageing.day}`}>{t('ageing.account')}</Link>
    </p>
  )
}
