import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Hand, Printer, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { addDays, formatShortDay, isDay } from '#app/components/dates.ts'
import { Notice } from '#app/components/notice.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { tillOf } from '#app/places.ts'
import {
  DayNotices,
  LastSalesCard,
  LowStockCard,
  MarginCard,
  ProductsCard,
  SoldCard,
  TendersCard,
  TillsCard,
} from '#app/reports/day-cards.tsx'
import { DayPicker } from '#app/reports/period-picker.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { useReportText } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { DueNotice, SOON_DAYS } from '#app/tax/due-notice.tsx'
import { may } from '#modules/identity/index.ts'
import { listLowStock } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { type Day, getDay } from '#modules/pos/index.ts'
import { countStuckPapers } from '#modules/printing/index.ts'
import { getTaxStanding } from '#modules/tax/index.ts'
import { daysBetween, openReturn } from '#modules/tax/shared.ts'

const Params = z.object({ day: z.string().refine(isDay).optional() })

export const loader = tenantLoader('sales.read', Params, async (tx, { day }, edge) => ({
  day: await getDay(tx, day, new Date()),
  low: await listLowStock(tx),
  stuckPapers: may(edge.membership.role, 'till.manage') ? await countStuckPapers(tx) : 0,
  tax: may(edge.membership.role, 'books.read') ? await findDueReturn(tx) : undefined,
  maySell: may(edge.membership.role, 'till.sell'),
  title: textsFor(languageOf(edge.request)).t('today:title'),
}))

/** A return that is due soon, or has been. */
async function findDueReturn(tx: Tx) {
  const standing = await getTaxStanding(tx)
  const open = openReturn(standing)
  if (!open || daysBetween(standing.today, open.dueOn) > SOON_DAYS) return undefined
  return { today: standing.today, open }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** The owner's day. Every number on it opens into its rows. */
export default function Today() {
  const { day, low, maySell, stuckPapers, tax } = useLoaderData<typeof loader>()
  const { slug, name } = useOffice()
  const rowsOf = (filter: Record<string, string> = {}) =>
    `/${slug}/sales?${new URLSearchParams({ day: day.day, ...filter })}`
  return (
    <>
      <PageHeader over={name} title={useDayTitle(day)}>
        <DayPicker value={day.day} now={day.today} />
      </PageHeader>
      <div className="day-cards">
        {day.saleCount > 0 ? (
          <SoldCard day={day} rowsOf={rowsOf} />
        ) : (
          <EmptyDay day={day} maySell={maySell} />
        )}
        <DayNotices day={day} rowsOf={rowsOf} />
        {tax && <DueNotice {...tax} />}
        {stuckPapers > 0 && <StuckPapers count={stuckPapers} />}
        {day.saleCount > 0 && <TendersCard day={day} rowsOf={rowsOf} />}
        {low.productCount > 0 && <LowStockCard {...low} />}
        {day.saleCount > 0 && (
          <>
            <ProductsCard day={day} rowsOf={rowsOf} />
            <MarginCard day={day} rowsOf={rowsOf} />
            <LastSalesCard day={day} rowsOf={rowsOf} />
          </>
        )}
        {day.tills.length > 0 && <TillsCard day={day} />}
        <ShiftsLink />
        <ScamPausesLink />
      </div>
    </>
  )
}

/** Receipts wait, or nobody knows whether they came out. */
function StuckPapers({ count }: { count: number }) {
  const { t } = useTranslation('printers')
  const { slug } = useOffice()
  return (
    <Notice
      kind="waiting"
      icon={Printer}
      title={t('alert.title', { count })}
      actions={
        <Link to={`/${slug}/settings/printers`} className={buttonClass({ kind: 'plain' })}>
          <ButtonFace icon={Printer}>{t('alert.look')}</ButtonFace>
        </Link>
      }
    >
      {t('alert.text')}
    </Notice>
  )
}

/** The way to what was counted at each closing. */
function ShiftsLink() {
  const { t } = useTranslation('shift')
  const { slug } = useOffice()
  return (
    <Link to={`/${slug}/shifts`} className={buttonClass({ kind: 'quiet' })}>
      <ButtonFace icon={Wallet}>{t('office.title')}</ButtonFace>
    </Link>
  )
}

/** The way to how often the till asked about a scam. */
function ScamPausesLink() {
  const { t } = useTranslation('scam')
  const { slug } = useOffice()
  return (
    <Link to={`/${slug}/scam-pauses`} className={buttonClass({ kind: 'quiet' })}>
      <ButtonFace icon={Hand}>{t('page.title')}</ButtonFace>
    </Link>
  )
}

function useDayTitle({ day, today }: Day): string {
  const { t } = useReportText()
  const { words } = useOffice()
  if (day === today) return t('today:title')
  return day === addDays(today, -1) ? t('today:yesterday') : formatShortDay(day, words)
}

function EmptyDay({ day, maySell }: { day: Day; maySell: boolean }) {
  const { t } = useReportText()
  const { slug } = useOffice()
  const isToday = day.day === day.today
  return (
    <Card>
      <p>{isToday ? t('today:empty.today') : t('today:empty.past')}</p>
      {isToday && maySell && (
        <a href={tillOf(slug)} className={buttonClass({ kind: 'primary' })}>
          <ButtonFace>{t('today:empty.sell')}</ButtonFace>
        </a>
      )}
      {!isToday && (
        <Link to={`/${slug}/today`} className={buttonClass({ kind: 'plain' })}>
          <ButtonFace>{t('today:empty.back')}</ButtonFace>
        </Link>
      )}
    </Card>
  )
}
