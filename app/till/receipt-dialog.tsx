import { Printer } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { ReceiptView } from '#app/components/receipt-view.tsx'
import type { StoredEvent } from '#app/offline/disk.ts'
import { newId } from '#modules/kernel/shared.ts'
import { EVENT_SCHEMA_VERSION, type ReceiptReprintedBody } from '#modules/pos/shared.ts'
import { readSale, receiptOf } from './receipt.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

export interface ReceiptDialogProps {
  till: WorkingTill
  selling: Selling
  onClose: () => void
  event: StoredEvent
  /** Asked for later: it carries 補印, and the asking is written down. */
  isReprint: boolean
  /** Prints at once, by the browser. */
  prints: boolean
}

/** The receipt as it looks on paper, and its printing. */
export function ReceiptDialog(props: ReceiptDialogProps) {
  const { till, selling, onClose, event, isReprint, prints } = props
  const { t } = useTranslation('till')
  const texts = useTranslation(['receipt', 'common'])
  const { snapshot, language } = selling
  const [isAsked, setIsAsked] = useState(false)
  const sale = useMemo(() => readSale(event), [event])
  useEffect(() => {
    // After the receipt has been painted, or the paper would be empty.
    if (prints) requestAnimationFrame(() => requestAnimationFrame(() => window.print()))
  }, [prints])
  if (!sale) return null
  const tookTab = sale.payments.some((part) => part.tender === 'tab')
  const document = receiptOf(event, sale, {
    snapshot,
    tillName: till.registered.name,
    t: texts.t,
    language,
    isReprint,
    tabOwesMinor: tookTab ? selling.tabs.find(sale.customerId)?.owesMinor : undefined,
  })
  /** A copy is written down before anything prints, wherever it prints. */
  const reprint = async () => {
    const body: ReceiptReprintedBody = {
      reprintId: newId(),
      saleId: sale.saleId,
      reprintedAt: new Date().toISOString(),
      cashierId: snapshot.person.id,
    }
    const committed = await till.commit((facts) => ({
      events: [
        {
          eventId: body.reprintId,
          type: 'receipt.reprinted',
          schemaVersion: EVENT_SCHEMA_VERSION,
          body,
        },
      ],
      facts,
    }))
    if (committed.kind !== 'saved') return selling.setTrouble('failed')
    setIsAsked(true)
    if (!snapshot.hasPrinter) window.print()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('close')}
      title={t('sales.receipt', { number: sale.receiptNo })}
    >
      <div className="till-receipt">
        <ReceiptView document={document} />
      </div>
      {isAsked && snapshot.hasPrinter && <p role="status">{t('sales.reprint_asked')}</p>}
      <div className="till-dialog-actions">
        {isReprint ? (
          <Button
            kind="primary"
            size="key"
            wide
            icon={Printer}
            busy={isAsked}
            onClick={() => void reprint()}
          >
            {t('sales.reprint')}
          </Button>
        ) : (
          <Button kind="primary" size="key" wide icon={Printer} onClick={() => window.print()}>
            {t('sales.print_here')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
