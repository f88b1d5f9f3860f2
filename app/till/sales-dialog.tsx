import { Eye, Search, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney, SumRow } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import type { StoredEvent } from '#app/offline/disk.ts'
import type { SaleCompletedBody, SaleRefundedBody } from '#modules/pos/shared.ts'
import { readSale } from './receipt.ts'
import { readRefund, returnableOf } from './refund.ts'
import { useJournal } from './use-journal.ts'
import { type Selling, timeOf } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

const MOST = 500

export interface SalesDialogProps {
  till: WorkingTill
  selling: Selling
  onClose: () => void
}

/** What this till has sold and taken back in its shift, newest first; each opens. */
export function SalesDialog({ till, selling, onClose }: SalesDialogProps) {
  const { t } = useTranslation('till')
  const words = useTranslation('refund')
  const events = useJournal(() => till.disk.readLatest(MOST), selling.state.revision) ?? []
  const shiftId = till.journal.facts().shift?.shiftId
  const refunds = events.flatMap((event) => readRefund(event) ?? [])
  const own = events.filter((event) => event.body.shiftId === shiftId)
  const sum = (amounts: number[]) => amounts.reduce((total, each) => total + each, 0)
  const soldMinor = sum(own.map((event) => readSale(event)?.totalMinor ?? 0))
  const returnedMinor = sum(own.map((event) => readRefund(event)?.totalMinor ?? 0))
  const rows = own.flatMap((event) => {
    const sale = readSale(event)
    const refund = readRefund(event)
    if (sale) return [<SaleRow key={event.eventId} {...{ selling, event, sale, refunds }} />]
    if (!refund) return []
    const from = events.flatMap((each) => readSale(each) ?? [])
    const saleReceiptNo = from.find((each) => each.saleId === refund.saleId)?.receiptNo ?? ''
    return [<RefundRow key={event.eventId} {...{ selling, event, refund, saleReceiptNo }} />]
  })
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('sales.title')} wide>
      <div className="row">
        <Button icon={Search} onClick={() => selling.setOpened({ kind: 'find_sale' })}>
          {words.t('find')}
        </Button>
      </div>
      {rows.length === 0 && <p>{t('sales.none')}</p>}
      {events.length === MOST && <p className="muted">{t('sales.more', { n: MOST })}</p>}
      <ul className="till-rows">{rows}</ul>
      {returnedMinor > 0 && (
        <SumRow label={words.t('list.returned')} amountMinor={-returnedMinor} />
      )}
      {rows.length > 0 && (
        <SumRow label={t('sales.total')} amountMinor={soldMinor - returnedMinor} final />
      )}
    </Dialog>
  )
}

interface SaleRowProps {
  selling: Selling
  event: StoredEvent
  sale: SaleCompletedBody
  refunds: readonly SaleRefundedBody[]
}

function SaleRow({ selling, event, sale, refunds }: SaleRowProps) {
  const { t } = useTranslation('till')
  const words = useTranslation('refund')
  const common = useTranslation('common')
  const { snapshot, setOpened } = selling
  const back = refunds.filter((refund) => refund.saleId === sale.saleId)
  const isVoid = back.some((refund) => refund.kind === 'void')
  return (
    <li className="till-row">
      <span className="till-row-words">
        <b>
          {sale.receiptNo}　{timeOf(new Date(sale.soldAt), snapshot.tenant.timeZone)}
        </b>
        <span className="muted">
          {[...new Set(sale.payments.map((part) => common.t(`tender.${part.tender}`)))].join('、')}
          {event.personal && `　${event.personal.customerName}`}
        </span>
        <span className="row">
          {back.length > 0 && (
            <Tag tone="tea">{isVoid ? words.t('list.void') : words.t('list.some')}</Tag>
          )}
          {event.ack === null && <Tag tone="gold">{t('unsent.title')}</Tag>}
        </span>
      </span>
      <b className="till-row-amount">{formatMoney(sale.totalMinor)}</b>
      <Button
        icon={Eye}
        aria-label={t('sales.receipt', { number: sale.receiptNo })}
        onClick={() => setOpened({ kind: 'receipt', event, isReprint: true, prints: false })}
      >
        {t('done.preview')}
      </Button>
      <Button
        icon={Undo2}
        aria-label={words.t('open_sale', { number: sale.receiptNo })}
        onClick={() => setOpened({ kind: 'return', sale: returnableOf(sale, refunds) })}
      >
        {words.t('open')}
      </Button>
    </li>
  )
}

interface RefundRowProps {
  selling: Selling
  event: StoredEvent
  refund: SaleRefundedBody
  saleReceiptNo: string
}

function RefundRow({ selling, event, refund, saleReceiptNo }: RefundRowProps) {
  const { t } = useTranslation('till')
  const words = useTranslation('refund')
  const { snapshot, setOpened } = selling
  const kind = refund.kind === 'void' ? words.t('list.void') : words.t('list.refund')
  return (
    <li className="till-row">
      <span className="till-row-words">
        <b>
          {refund.receiptNo}　{timeOf(new Date(refund.refundedAt), snapshot.tenant.timeZone)}
        </b>
        <span className="muted">{[kind, saleReceiptNo].filter(Boolean).join('　')}</span>
        {event.ack === null && (
          <span className="row">
            <Tag tone="gold">{t('unsent.title')}</Tag>
          </span>
        )}
      </span>
      <b className="till-row-amount">{formatMoney(-refund.totalMinor)}</b>
      <Button
        icon={Eye}
        aria-label={words.t('list.sale', { number: refund.receiptNo })}
        onClick={() => setOpened({ kind: 'refunded', event, saleReceiptNo, isNew: false })}
      >
        {words.t('done.see')}
      </Button>
    </li>
  )
}
