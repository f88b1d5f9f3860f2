import { Link } from '@remix-run/react'
import { BookedLink } from '#app/books/booked-link.tsx'
import { Card } from '#app/components/card.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { formatMoney, Money, SumRow } from '#app/components/money.tsx'
import type { RefundDetail, RefundRow } from '#modules/pos/index.ts'
import { useOffice } from './use-office.ts'
import { formatQuantity, tenderWord, unitWord, useReportText } from './words.ts'

/** What came back in a period, with the sales it came from; adds up to what was taken off. */
export function ReturnsCard(props: { refunds: readonly RefundRow[]; totalMinor: number }) {
  const { t } = useReportText()
  const { slug, words, timeZone } = useOffice()
  return (
    <div id="returns">
      <Card title={t('today:returns.title')}>
        <dl className="day-pairs">
          {props.refunds.map((refund) => (
            <div key={refund.id} className="day-pair">
              <dt>
                <Link to={`/${slug}/sales/${refund.saleId}`} className="quiet-link">
                  {t(`today:returns.${refund.kind === 'void' ? 'void' : 'refund'}`, {
                    number: refund.receiptNo,
                    sale: refund.saleReceiptNo,
                  })}
                </Link>
                <span className="cell-part">
                  {[formatMoment(refund.refundedAt, { ...words, timeZone }), refund.cashierName]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </dt>
              <dd className="money">
                <Money amountMinor={-refund.totalMinor} bare />
              </dd>
            </div>
          ))}
        </dl>
        <SumRow label={t('today:returns.total')} amountMinor={-props.totalMinor} />
      </Card>
    </div>
  )
}

/** What came back of one sale: when, what, why, how the money went back, and who agreed. */
export function SaleRefundsCard({
  refunds,
  seesBooks,
}: {
  refunds: readonly RefundDetail[]
  seesBooks: boolean
}) {
  const { t, i18n } = useReportText()
  const { words, timeZone } = useOffice()
  return (
    <Card title={t('today:returns.title')}>
      <dl className="day-pairs">
        {refunds.map((refund) => (
          <div key={refund.id} className="day-pair">
            <dt>
              {t(`today:returns.${refund.kind === 'void' ? 'void' : 'refund'}`, {
                number: refund.receiptNo,
                sale: refund.saleReceiptNo,
              })}
              {refund.lines.map((line) => (
                <span key={line.position} className="cell-part">
                  {line.name} × {formatQuantity(line.quantityMilli)} {unitWord(i18n, line.unit)}
                  {!line.isRestocked && ` · ${t('today:returns.notRestocked')}`}
                </span>
              ))}
              <span className="cell-part">
                {refund.payments
                  .map(
                    (part) => `${tenderWord(i18n, part.tender)} ${formatMoney(part.amountMinor)}`,
                  )
                  .join('、')}
              </span>
              <span className="cell-part">
                {[
                  formatMoment(refund.refundedAt, { ...words, timeZone }),
                  refund.cashierName,
                  refund.approverName && t('today:returns.approved', { name: refund.approverName }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {seesBooks && <BookedLink sourceType="sale_refund" sourceId={refund.id} />}
            </dt>
            <dd className="money">
              <Money amountMinor={-refund.totalMinor} bare />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
