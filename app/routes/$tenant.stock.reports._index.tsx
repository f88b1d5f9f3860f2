import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import {
  ArrowLeftRight,
  HandCoins,
  Hourglass,
  type LucideIcon,
  PackageMinus,
  PackageOpen,
  Timer,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { PartHeader } from '#app/components/part-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { REPORTS, type ReportKind } from '#app/stock/reports/report-query.ts'

export const loader = tenantLoader('sales.read', z.object({}), async (_tx, _input, edge) => ({
  title: textsFor(languageOf(edge.request)).t('stockreports:part'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

const ICONS: Record<ReportKind, LucideIcon> = {
  'on-hand': PackageOpen,
  movement: ArrowLeftRight,
  turnover: Timer,
  dead: Hourglass,
  margin: HandCoins,
  shrinkage: PackageMinus,
}

/** The reports of the stock, each as the question that it answers. */
export default function StockReports() {
  useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('stockreports')
  return (
    <>
      <PartHeader title={t('title')} />
      <nav className="stock-tiles stock-questions" aria-label={t('reports')}>
        {REPORTS.map((report) => {
          const Icon = ICONS[report]
          return (
            <Link key={report} to={`/${slug}/stock/reports/${report}`} className="stock-tile">
              <Icon aria-hidden="true" />
              <b>{t(`name.${report}`)}</b>
              <span className="muted">{t(`question.${report}`)}</span>
            </Link>
          )
        })}
      </nav>
    </>
  )
}
