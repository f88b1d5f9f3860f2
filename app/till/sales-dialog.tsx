import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney, SumRow } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import { readSale } from './receipt.ts'
import { useJournal } from './use-journal.ts'
import { type Selling, timeOf } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

const MOST = 500

export interface SalesDialogProps {
  till: WorkingTill
  selling: Selling
  onClose: () => void
}

/** What this till has sold in its shift, newest first; each opens into its receipt. */
export function SalesDialog({ till, selling, onClose }: SalesDialogProps) {
  const { t } = useTranslation('till')
  const { snapshot, state, setOpened } = selling
  const common = useTranslation('common')
  const events = useJournal(() => till.disk.readLatest(MOST), state.revision)
  const shiftId = till.journal.facts().shift?.shiftId
  const sales = (events ?? []).flatMap((event) => {
    const sale = readSale(event)
    return sale && sale.shiftId === shiftId ? [{ event, sale }] : []
  })
  return (
    <Dialog open onClose={onClose} closeLabel={t('close')} title={t('sales.title')} wide>
      {events && sales.length === 0 && <p>{t('sales.none')}</p>}
      {events?.length === MOST && <p className="muted">{t('sales.more', { n: MOST })}</p>}
      <ul className="till-rows">
        {sales.map(({ event, sale }) => (
          <li key={event.eventId} className="till-row">
            <span className="till-row-words">
              <b>
                {sale.receiptNo}　{timeOf(new Date(sale.soldAt), snapshot.tenant.timeZone)}
              </b>
              <span className="muted">
                {[...new Set(sale.payments.map((part) => common.t(`tender.${part.tender}`)))].join(
                  '、',
                )}
                {event.personal && `　${event.personal.customerName}`}
              </span>
            </span>
            {event.ack === null && <Tag tone="gold">{t('unsent.title')}</Tag>}
            <b className="till-row-amount">{formatMoney(sale.totalMinor)}</b>
            <Button
              icon={Eye}
              aria-label={t('sales.receipt', { number: sale.receiptNo })}
              onClick={() => setOpened({ kind: 'receipt', event, isReprint: true, prints: false })}
            >
              {t('done.preview')}
            </Button>
          </li>
        ))}
      </ul>
      {sales.length > 0 && (
        <SumRow
          label={t('sales.total')}
          amountMinor={sales.reduce((sum, { sale }) => sum + sale.totalMinor, 0)}
          final
        />
      )}
    </Dialog>
  )
}
