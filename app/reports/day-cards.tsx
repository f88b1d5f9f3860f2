import { Link } from '@remix-run/react'
import {
  ArrowLeftRight,
  Banknote,
  ChevronDown,
  ChevronRight,
  ChevronUp,
  CircleHelp,
  CreditCard,
  Landmark,
  type LucideIcon,
  NotebookPen,
  ReceiptText,
  Ticket,
  TriangleAlert,
} from 'lucide-react'
import { BarChart, mergeBars } from '#app/components/bar-chart.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatTime, formatWeekday } from '#app/components/dates.ts'
import { PhonePayIcon } from '#app/components/icons.ts'
import { Figure, formatAmount, formatMoney, Money, SumRow } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Pictogram } from '#app/components/pictogram.tsx'
import { type Share, ShareBars } from '#app/components/share-bars.tsx'
import { Tag } from '#app/components/tag.tsx'
import { pictureOf } from '#app/goods/picture-of.ts'
import type { LowStock } from '#modules/inventory/index.ts'
import type { Day, SaleRow } from '#modules/pos/index.ts'
import type { Tender } from '#modules/pos/shared.ts'
import { ReportLink } from './report-link.tsx'
import { useOffice } from './use-office.ts'
import {
  chartHours,
  formatQuantity,
  hourWords,
  saleWords,
  unitWord,
  useReportText,
} from './words.ts'

/** What every card is told: the day, and how to get to the rows behind a number. */
export interface DayCardProps {
  day: Day
  rowsOf: (filter?: Record<string, string>) => string
}

/** 賣了: the one figure of the page, against last week, and by hour. */
export function SoldCard({ day, rowsOf }: DayCardProps) {
  const { t } = useReportText()
  return (
    <Card
      className="day-sold"
      title={t('today:sold')}
      aside={
        <Link to={rowsOf()} className="quiet-link">
          {t('today:count', { count: day.saleCount })}
        </Link>
      }
    >
      <div className="day-head">
        <div className="figure-box">
          <Figure amountMinor={day.totalMinor - day.returns.totalMinor} size="day" />
        </div>
        <Comparison day={day} />
      </div>
      {day.returns.refundCount > 0 && <Returned day={day} rowsOf={rowsOf} />}
      <HourChart day={day} rowsOf={rowsOf} />
    </Card>
  )
}

/** What came back, where something did: the figure above is after it. */
function Returned({ day, rowsOf }: DayCardProps) {
  const { t } = useReportText()
  return (
    <dl className="day-pairs">
      <div className="day-pair">
        <dt>{t('today:returns.sold')}</dt>
        <dd>
          <Money amountMinor={day.totalMinor} bare />
        </dd>
      </div>
      <div className="day-pair">
        <dt>
          <Link to={`${rowsOf()}#returns`} className="quiet-link">
            {t('today:returns.count', { count: day.returns.refundCount })}
          </Link>
        </dt>
        <dd>
          <Money amountMinor={-day.returns.totalMinor} bare />
        </dd>
      </div>
    </dl>
  )
}

function Comparison({ day }: { day: Day }) {
  const { t } = useReportText()
  const { words } = useOffice()
  if (!day.comparison) return null
  const difference = day.totalMinor - day.returns.totalMinor - day.comparison.totalMinor
  const weekday = formatWeekday(day.comparison.day, words)
  const amount = formatMoney(Math.abs(difference))
  return (
    <p className="day-versus">
      {difference > 0 && (
        <Tag tone="tea" icon={ChevronUp}>
          {t('today:more', { amount })}
        </Tag>
      )}
      {difference < 0 && (
        <Tag tone="gold" icon={ChevronDown}>
          {t('today:less', { amount })}
        </Tag>
      )}
      {difference === 0 && <Tag tone="tea">{t('today:same')}</Tag>}
      <span className="muted">
        {day.comparison.isUntilNow
          ? t('today:versusNow', { weekday })
          : t('today:versus', { weekday })}
      </span>
    </p>
  )
}

function HourChart({ day, rowsOf }: DayCardProps) {
  const { t } = useReportText()
  const bars = chartHours(day.hours).map(({ hour, totalMinor }) => ({
    label: String(hour),
    value: totalMinor,
  }))
  const busiest = day.hours.reduce((best, each) =>
    each.totalMinor > best.totalMinor ? each : best,
  )
  const { part, hour } = hourWords(busiest.hour)
  return (
    <BarChart
      label={t('today:chart.label')}
      bars={bars}
      easyBars={mergeBars(bars, Math.max(2, Math.ceil(bars.length / 6)))}
      every={Math.max(1, Math.ceil(bars.length / 9))}
      sentence={t('today:chart.busiest', { part: t(`today:chart.part.${part}`), hour })}
      tableLabel={t('today:chart.table')}
      heads={[t('today:chart.hour'), t('today:chart.amount')]}
      format={formatAmount}
      rowLabel={(bar) =>
        t('today:chart.row', { from: bar.label, to: String(Number(bar.label) + 1) })
      }
      rowTo={(bar) => (bar.value > 0 ? rowsOf({ hour: bar.label }) : undefined)}
      Link={ReportLink}
      emptyLabel={t('today:chart.none')}
    />
  )
}

/** What waits for a person: sales to look at, and tills that fell silent. */
export function DayNotices({ day, rowsOf }: DayCardProps) {
  const { t } = useReportText()
  const { slug } = useOffice()
  const { flagged, unbooked, since } = day.help
  return (
    <>
      {unbooked + flagged > 0 && (
        <Notice
          kind="waiting"
          icon={unbooked > 0 ? TriangleAlert : CircleHelp}
          title={
            unbooked > 0
              ? t('today:help.unbooked', { count: unbooked })
              : t('today:help.flagged', { count: flagged })
          }
          meta={t('today:help.sinceWeek')}
          actions={
            <Link
              to={`/${slug}/needs-help?since=${since}`}
              className={buttonClass({ kind: 'plain' })}
            >
              <ButtonFace icon={ReceiptText}>{t('today:help.open')}</ButtonFace>
            </Link>
          }
        >
          {unbooked > 0 && <p>{t('today:help.unbookedText')}</p>}
          {unbooked > 0 && flagged > 0 && <p>{t('today:help.flagged', { count: flagged })}</p>}
          {unbooked === 0 && <p>{t('today:help.flaggedText')}</p>}
        </Notice>
      )}
      {day.tills
        .filter((till) => till.isMissing)
        .map((till) => (
          <MissingTill key={till.id} till={till} day={day} rowsOf={rowsOf} />
        ))}
    </>
  )
}

function MissingTill({ till, day, rowsOf }: DayCardProps & { till: Day['tills'][number] }) {
  const { t } = useReportText()
  const { slug } = useOffice()
  const time = till.lastSeenAt ? formatTime(till.lastSeenAt, day.timeZone) : ''
  return (
    <Notice
      kind="waiting"
      title={t('today:missing.title', { till: till.name, time })}
      meta={t('today:missing.meta', { time })}
      actions={
        <>
          <Link to={rowsOf({ till: till.id })} className={buttonClass({ kind: 'plain' })}>
            <ButtonFace icon={ReceiptText}>{t('today:missing.rows')}</ButtonFace>
          </Link>
          <Link to={`/${slug}/needs-help#tills`} className={buttonClass({ kind: 'plain' })}>
            <ButtonFace icon={CircleHelp}>{t('today:missing.advice')}</ButtonFace>
          </Link>
        </>
      }
    >
      {t('today:missing.text')}
    </Notice>
  )
}

/** How each tender looks on every screen. */
const TENDER_LOOK: Record<Tender, { icon: LucideIcon; tone: Share['tone'] }> = {
  cash: { icon: Banknote, tone: 'c1' },
  card: { icon: CreditCard, tone: 'c2' },
  line_pay: { icon: PhonePayIcon, tone: 'c4' },
  jkopay: { icon: PhonePayIcon, tone: 'c4' },
  transfer: { icon: Landmark, tone: 'c2' },
  voucher: { icon: Ticket, tone: 'c3' },
  tab: { icon: NotebookPen, tone: 'c3' },
  exchange: { icon: ArrowLeftRight, tone: 'c2' },
}

/** 怎麼付的: adds up to what was sold, hence the page's one double rule. */
export function TendersCard({ day, rowsOf }: DayCardProps) {
  const { t } = useReportText()
  return (
    <Card title={t('today:tenders.title')}>
      <ShareBars
        label={t('today:tenders.title')}
        Link={ReportLink}
        shares={day.tenders.map(({ tender, totalMinor }) => ({
          key: tender,
          label: t(`common:tender.${tender}`),
          amountMinor: totalMinor,
          ...TENDER_LOOK[tender],
          to: rowsOf({ tender }),
        }))}
      />
      {day.returns.refundCount > 0 && (
        <SumRow label={t('today:returns.title')} amountMinor={-day.returns.totalMinor} />
      )}
      <SumRow
        label={t('today:tenders.total')}
        amountMinor={day.totalMinor - day.returns.totalMinor}
        final
      />
    </Card>
  )
}

const PRODUCTS_SHOWN = 5

/** 賣了什麼: the most sold; the rest behind one door. */
export function ProductsCard({ day, rowsOf }: DayCardProps) {
  const { t, i18n } = useReportText()
  const shares = day.products.map((product) => ({
    key: product.productId,
    label: `${product.name} × ${formatQuantity(product.quantityMilli)} ${unitWord(i18n, product.unit)}`,
    amountMinor: product.totalMinor,
    tone: 'c1' as const,
    to: rowsOf({ product: product.productId }),
  }))
  const title = t('today:products.title')
  return (
    <Card title={title} className="product-shares">
      <ShareBars label={title} Link={ReportLink} shares={shares.slice(0, PRODUCTS_SHOWN)} />
      {shares.length > PRODUCTS_SHOWN && (
        <details className="card-more">
          <summary>
            {t('today:products.all', { count: shares.length })}
            <ChevronDown aria-hidden="true" />
          </summary>
          <ShareBars label={title} Link={ReportLink} shares={shares} />
        </details>
      )}
    </Card>
  )
}

/** 毛利, what it is, and how it comes about. */
export function MarginCard({ day, rowsOf }: DayCardProps) {
  const { t } = useReportText()
  const unknown = day.products.filter((product) => product.isCostUnknown).length
  const parts = [
    { label: t('today:margin.sold'), amountMinor: day.totalMinor },
    ...(day.returns.refundCount > 0
      ? [{ label: t('today:returns.title'), amountMinor: -day.returns.totalMinor }]
      : []),
    { label: t('today:margin.tax'), amountMinor: day.returns.taxMinor - day.taxMinor },
    { label: t('today:margin.cost'), amountMinor: day.returns.costMinor - day.costMinor },
  ]
  return (
    <Card
      title={t('today:margin.title')}
      aside={
        <Link to={rowsOf()} className={buttonClass({ kind: 'quiet' })}>
          <span>{t('today:margin.open')}</span>
          <ChevronRight aria-hidden="true" />
        </Link>
      }
    >
      <div className="figure-box">
        <Figure amountMinor={day.marginMinor} size="report" />
      </div>
      <p className="muted">{t('today:margin.text')}</p>
      <dl className="day-pairs">
        {parts.map((part) => (
          <div key={part.label} className="day-pair">
            <dt>{part.label}</dt>
            <dd>
              <Money amountMinor={part.amountMinor} bare />
            </dd>
          </div>
        ))}
      </dl>
      {unknown > 0 && <p className="muted cap">{t('today:margin.unknown', { count: unknown })}</p>}
    </Card>
  )
}

/** 快賣完: what to order next. Always today's stock, whatever day is shown. */
export function LowStockCard(props: { products: readonly LowStock[]; productCount: number }) {
  const { t, i18n } = useReportText()
  const { slug } = useOffice()
  return (
    <Card
      title={t('today:low.title', { count: props.productCount })}
      aside={
        <Link to={`/${slug}/products?filter=low`} className={buttonClass({ kind: 'quiet' })}>
          <span>{t('today:low.open')}</span>
          <ChevronRight aria-hidden="true" />
        </Link>
      }
    >
      <ul className="list-rows">
        {props.products.map((product) => (
          <li key={product.productId}>
            <Link to={`/${slug}/products/${product.productId}`} className="list-row">
              <span className="low-row">
                <Pictogram id={pictureOf(slug, product)} />
                <span>{product.name}</span>
              </span>
              {product.quantityMilli > 0 ? (
                <Tag tone="gold">
                  {t('today:low.left', {
                    quantity: formatQuantity(product.quantityMilli),
                    unit: unitWord(i18n, product.unit),
                  })}
                </Tag>
              ) : (
                <Tag tone="red" icon={TriangleAlert}>
                  {t('today:low.gone')}
                </Tag>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** 最後幾筆, each open to its own page. */
export function LastSalesCard({ day, rowsOf }: DayCardProps) {
  const { t } = useReportText()
  const { slug } = useOffice()
  return (
    <Card
      title={t('today:last.title')}
      aside={
        <Link to={rowsOf()} className={buttonClass({ kind: 'quiet' })}>
          <span>{t('today:last.open')}</span>
          <ChevronRight aria-hidden="true" />
        </Link>
      }
    >
      <ul className="list-rows">
        {day.lastSales.map((sale: SaleRow) => (
          <li key={sale.id}>
            <Link to={`/${slug}/sales/${sale.id}`} className="list-row">
              <span className="row-title-words">
                <b>{saleWords(t, sale)}</b>
                <span className="row-title-under">{formatTime(sale.soldAt, day.timeZone)}</span>
              </span>
              <b>
                <Money amountMinor={sale.totalMinor} />
              </b>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** 收銀機: when each was last heard of. */
export function TillsCard({ day }: { day: Day }) {
  const { t } = useReportText()
  return (
    <Card title={t('today:tills.title')}>
      <dl className="day-pairs">
        {day.tills.map((till) => (
          <div key={till.id} className="day-pair">
            <dt>{till.name}</dt>
            <dd className="muted">
              {till.lastSeenAt
                ? t('today:tills.seen', { time: formatTime(till.lastSeenAt, day.timeZone) })
                : t('today:tills.never')}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
