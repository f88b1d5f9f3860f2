import { Link, useFetcher } from '@remix-run/react'
import type { i18n } from 'i18next'
import { BookOpen, ChevronRight, CircleHelp, FileText, Printer } from 'lucide-react'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable } from '#app/components/data-table.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { formatMoney, Money, SumRow } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { ReceiptView } from '#app/components/receipt-view.tsx'
import type { SaleDetail } from '#modules/pos/index.ts'
import type { ReceiptDocument } from '#modules/printing/shared.ts'
import { PaperButtons } from './paper-buttons.tsx'
import { useOffice } from './use-office.ts'
import {
  formatQuantity,
  type ReportText,
  reasonSentence,
  tenderWord,
  unitWord,
  useReportText,
} from './words.ts'

type Line = SaleDetail['lines'][number]

/** What was sold; adds up to the sale's total. */
export function SaleLinesCard({ sale }: { sale: SaleDetail }) {
  const { t, i18n } = useReportText()
  const cartDiscount = sale.lines.reduce((sum, line) => sum + line.cartDiscountMinor, 0)
  const columns: Column<Line>[] = [
    {
      key: 'name',
      head: t('today:sale.name'),
      cell: (line) => (
        <span className="row-title-words">
          <b>{line.name}</b>
          <span className="row-title-under">{lineDetail(t, i18n, line)}</span>
          {line.discountMinor > 0 && (
            <span className="row-title-under">
              {t('today:sale.lineDiscount', { amount: formatMoney(line.discountMinor) })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'amount',
      head: t('today:sale.amount'),
      align: 'end',
      cell: (line) => <Money amountMinor={line.totalMinor + line.cartDiscountMinor} bare />,
    },
  ]
  return (
    <Card title={t('today:sale.lines')}>
      <DataTable
        caption={t('today:sale.lines')}
        columns={columns}
        rows={sale.lines}
        rowKey={(line) => String(line.position)}
        empty={null}
        foot={
          <>
            {cartDiscount > 0 && (
              <p className="sum-row">
                <span>{t('today:sale.cartDiscount')}</span>
                <Money amountMinor={-cartDiscount} bare />
              </p>
            )}
            <SumRow label={t('today:sale.total')} amountMinor={sale.totalMinor} final />
          </>
        }
      />
    </Card>
  )
}

const lineDetail = (t: ReportText, i18n: i18n, line: Line) =>
  t('today:sale.lineDetail', {
    quantity: formatQuantity(line.quantityMilli),
    unit: unitWord(i18n, line.unit),
    price: formatMoney(line.unitPriceMinor),
  })

/** When, where, who, for whom, and how it was paid. */
export function SaleFactsCard({ sale }: { sale: SaleDetail }) {
  const { t } = useReportText()
  const { words, timeZone } = useOffice()
  const moment = (at: Date) => formatMoment(at, { ...words, timeZone })
  const facts = [
    [t('today:sale.when'), moment(sale.soldAt)],
    [t('today:sale.till'), sale.tillName ?? t('today:sales.api')],
    [t('today:sale.cashier'), sale.cashierName],
    [t('today:sale.customer'), sale.customerName],
    [t('today:sale.received'), moment(sale.receivedAt)],
  ] as const
  return (
    <Card title={t('today:sale.about')}>
      <dl className="day-pairs">
        {facts.map(([label, value]) => value && <Pair key={label} label={label} value={value} />)}
      </dl>
    </Card>
  )
}

function Pair({ label, value, under }: { label: string; value: string; under?: string[] }) {
  return (
    <div className="day-pair">
      <dt>
        {label}
        {under?.map((line) => (
          <span key={line} className="cell-part">
            {line}
          </span>
        ))}
      </dt>
      <dd className="money">{value}</dd>
    </div>
  )
}

export function SalePaymentsCard({ sale }: { sale: SaleDetail }) {
  const { t, i18n } = useReportText()
  return (
    <Card title={t('today:sale.payments')}>
      <dl className="day-pairs">
        {sale.payments.map((payment) => {
          const changeMinor = payment.tenderedMinor - payment.amountMinor
          return (
            <Pair
              key={payment.position}
              label={tenderWord(i18n, payment.tender)}
              value={formatMoney(payment.amountMinor)}
              under={[
                ...(changeMinor > 0
                  ? [
                      t('today:sale.tendered', {
                        tendered: formatMoney(payment.tenderedMinor),
                        change: formatMoney(changeMinor),
                      }),
                    ]
                  : []),
                ...(payment.reference
                  ? [t('today:sale.reference', { reference: payment.reference })]
                  : []),
              ]}
            />
          )
        })}
      </dl>
    </Card>
  )
}

/** What the sale earned, for those who may see the books, and how they say it. */
export function SaleMarginCard(props: { sale: SaleDetail; entryIds: readonly string[] }) {
  const { sale, entryIds } = props
  const { t } = useReportText()
  const { slug } = useOffice()
  return (
    <Card title={t('today:sale.margin')}>
      <dl className="day-pairs">
        <Pair label={t('today:sale.tax')} value={formatMoney(sale.taxMinor)} />
        <Pair label={t('today:sale.cost')} value={formatMoney(sale.costMinor)} />
        <Pair
          label={t('today:sale.marginLine')}
          value={formatMoney(sale.totalMinor - sale.taxMinor - sale.costMinor)}
        />
      </dl>
      <div className="row">
        {entryIds.map((id) => (
          <Link
            key={id}
            to={`/${slug}/books/entries/${id}`}
            className={buttonClass({ kind: 'quiet' })}
          >
            <BookOpen aria-hidden="true" />
            <span>{t('today:sale.entry')}</span>
            <ChevronRight aria-hidden="true" />
          </Link>
        ))}
      </div>
    </Card>
  )
}

/** What was taken out before paying: where owners look for a hand in the till. */
export function SaleVoidsCard({ sale }: { sale: SaleDetail }) {
  const { t } = useReportText()
  return (
    <Card title={t('today:sale.voided')}>
      <dl className="day-pairs">
        {sale.voidedLines.map((line) => (
          <Pair
            key={line.position}
            label={line.name}
            value={formatMoney(line.amountMinor)}
            under={[t('today:sale.voidedReason', { reason: line.reason })]}
          />
        ))}
      </dl>
    </Card>
  )
}

export function SaleFlags({ flags }: { flags: readonly string[] }) {
  const { t } = useReportText()
  return (
    <Notice kind="waiting" icon={CircleHelp} title={t('today:sale.flags')}>
      {flags.map((flag) => (
        <p key={flag}>{reasonSentence(t, flag)}</p>
      ))}
    </Notice>
  )
}

interface ReceiptProps {
  saleId: string
  document: ReceiptDocument
  /** Of the copy that would be asked for; a second press asks for the same one. */
  reprintId: string
  /** Of the paper for a present. */
  giftId: string
  hasPrinter: boolean
}

/** The receipt as it was printed, and another copy: by the shop's printer, or by the browser. */
export function SaleReceiptCard(props: ReceiptProps) {
  const { saleId, document, reprintId, giftId, hasPrinter } = props
  const { slug } = useOffice()
  const { t } = useReportText()
  const fetcher = useFetcher<{ ok: boolean }>()
  return (
    <Card title={t('today:sale.receipt')} className="sale-receipt">
      <ReceiptView document={document} />
      <div className="row no-print">
        {hasPrinter && (
          <fetcher.Form method="post">
            <input type="hidden" name="reprintId" value={reprintId} />
            <Button
              type="submit"
              kind="outline"
              icon={Printer}
              busy={fetcher.state !== 'idle'}
              busyLabel={t('today:sale.reprinting')}
            >
              {t('today:sale.reprint')}
            </Button>
          </fetcher.Form>
        )}
        <Button icon={Printer} onClick={() => window.print()}>
          {t('today:sale.browserPrint')}
        </Button>
        <a
          className={buttonClass({})}
          href={`/${slug}/sales/${saleId}/receipt.pdf`}
          target="_blank"
          rel="noreferrer"
        >
          <ButtonFace icon={FileText}>{t('today:paper.pdf')}</ButtonFace>
        </a>
      </div>
      <p role="status">{fetcher.data?.ok === true && t('today:sale.reprinted')}</p>
      <PaperButtons
        label={t('today:paper.gift')}
        action={`/${slug}/sales/${saleId}/gift`}
        pdf={`/${slug}/sales/${saleId}/receipt.pdf?kind=gift`}
        pdfLabel={t('today:paper.gift_pdf')}
        hasPrinter={hasPrinter}
        requestId={giftId}
      />
    </Card>
  )
}
