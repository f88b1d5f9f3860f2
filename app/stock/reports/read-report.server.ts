import type { i18n } from 'i18next'
import { type DateWords, monthOf } from '#app/components/dates.ts'
import type { ScreenLanguage } from '#app/locales/languages.ts'
import type { Edge } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'
import { readDead, readOnHand } from './lying.server.ts'
import { readMargin } from './margin.server.ts'
import { readMovement } from './movement.server.ts'
import type { StockReport } from './report.ts'
import { reportSheet } from './report-file.server.ts'
import { daysOfSpan, type ReportQuery } from './report-query.ts'
import { readShrinkage, readTurnover } from './turnover.server.ts'

/** What every report is made with. */
export interface ReportAsked {
  tx: Tx
  texts: i18n
  words: DateWords
  today: string
  day: string
  month: string
  from: string
  to: string
  days: number
  by: ReportQuery['by']
  product: string | undefined
  limit: number
}

/** Rows on a screen, and rows in a file. */
export const SHOWN_ROWS = 100
const FILE_ROWS = 20_000

const READERS = {
  'on-hand': readOnHand,
  movement: readMovement,
  turnover: readTurnover,
  dead: readDead,
  margin: readMargin,
  shrinkage: readShrinkage,
} as const satisfies Record<ReportQuery['report'], (asked: ReportAsked) => Promise<StockReport>>

/** Works a report out and puts it into the reader's words. */
export async function readReport(
  tx: Tx,
  query: ReportQuery,
  language: ScreenLanguage,
  limit: number,
): Promise<{ report: StockReport; month: string; day: string; today: string }> {
  const { timeZone } = await getShopClock(tx)
  const tenant = await tx.selectFrom('tenant').select('calendar').executeTakeFirstOrThrow()
  const calendar = tenant.calendar === 'gregory' ? ('gregory' as const) : ('roc' as const)
  const today = dayIn(timeZone, new Date())
  const day = query.day !== undefined && query.day < today ? query.day : today
  const month = query.month ?? monthOf(today)
  const report = await READERS[query.report]({
    tx,
    texts: textsFor(language),
    words: { calendar, language },
    today,
    day,
    month,
    ...daysOfSpan(month, query.span),
    days: Number(query.days),
    by: query.by,
    product: query.product,
    limit,
  })
  return { report, month, day, today }
}

/** The same with every row, as a sheet and a name for its file. */
export async function readReportFile(tx: Tx, query: ReportQuery, edge: Edge) {
  const language = languageOf(edge.request)
  const { t } = textsFor(language)
  const { report, day, month } = await readReport(tx, query, language, FILE_ROWS)
  const name = t(`stockreports:name.${query.report}`)
  const isOfDay = query.report === 'on-hand' || query.report === 'dead'
  return {
    sheet: reportSheet(report, name, t('stockreports:unit')),
    fileName: `${edge.membership.slug}-${query.report}-${isOfDay ? day : month}`,
  }
}
