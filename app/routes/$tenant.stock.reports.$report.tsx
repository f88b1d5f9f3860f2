import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { FileDown, FileSpreadsheet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { GoodsFinder } from '#app/stock/goods-finder.tsx'
import { readReport, SHOWN_ROWS } from '#app/stock/reports/read-report.server.ts'
import { ReportCharts } from '#app/stock/reports/report-charts.tsx'
import { ReportFilter } from '#app/stock/reports/report-filter.tsx'
import { ReportQuery } from '#app/stock/reports/report-query.ts'
import { ReportTable } from '#app/stock/reports/report-table.tsx'

export const loader = tenantLoader('sales.read', ReportQuery, async (tx, query, edge) => {
  const language = languageOf(edge.request)
  const read = await readReport(tx, query, language, SHOWN_ROWS)
  const { report, span, days, by, product } = query
  const asked = { report, span, days, by, product, month: read.month, day: read.day }
  return {
    ...read,
    asked,
    title: textsFor(language).t(`stockreports:name.${report}`),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** One report: its question, the answer in words, as a chart, as a table, and as a file. */
export default function StockReportPage() {
  const { report, asked, today, title } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('stockreports')
  const navigate = useNavigate()
  const here = `/${slug}/stock/reports`
  const needsProduct = asked.report === 'movement' && asked.product === undefined
  return (
    <>
      <PartHeader
        title={title}
        under={t(`question.${asked.report}`)}
        back={{ to: here, label: t('back') }}
      />
      <div className="stack">
        {asked.report === 'movement' && (
          <GoodsFinder
            slug={slug}
            label={t(needsProduct ? 'filter.which' : 'filter.other')}
            onChoose={(goods) =>
              navigate(`?${new URLSearchParams({ product: goods.id, month: asked.month })}`)
            }
          />
        )}
        {!needsProduct && (
          <>
            <ReportFilter asked={asked} today={today} />
            {report.facts.map((fact) => (
              <p key={fact} className="report-fact">
                {fact}
              </p>
            ))}
            <ReportCharts report={report} />
            <Card>
              <FileLinks />
              <ReportTable report={report} title={title} />
            </Card>
          </>
        )}
      </div>
    </>
  )
}

function FileLinks() {
  const { asked } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('stockreports')
  const { report, product, ...rest } = asked
  const search = new URLSearchParams({ ...rest, ...(product ? { product } : {}) })
  const file = (extension: string) => `/${slug}/stock/reports/${report}.${extension}?${search}`
  return (
    <div className="row no-print">
      <a href={file('csv')} className={buttonClass({ kind: 'plain' })}>
        <ButtonFace icon={FileDown}>{t('csv')}</ButtonFace>
      </a>
      <a href={file('xlsx')} className={buttonClass({ kind: 'plain' })}>
        <ButtonFace icon={FileSpreadsheet}>{t('xlsx')}</ButtonFace>
      </a>
    </div>
  )
}
