import { Printer, Smartphone } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { ReceiptView } from '#app/components/receipt-view.tsx'
import type { StoredEvent } from '#app/offline/disk.ts'
import { newId } from '#modules/kernel/shared.ts'
import { EVENT_SCHEMA_VERSION, type ReceiptReprintedBody } from '#modules/pos/shared.ts'
import { notePaper, printPaper, printsBytes, printsItself } from './printing/papers.ts'
import { readSale } from './receipt.ts'
import { saleReceipt } from './sale-receipt.ts'
import { useReceiptCode } from './use-receipt-code.ts'
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
  const { snapshot } = selling
  const [isAsked, setIsAsked] = useState(false)
  const sale = useMemo(() => readSale(event), [event])
  const code = useReceiptCode(snapshot, sale, isReprint)
  const document = sale && saleReceipt(event, sale, { till, selling, t: texts.t, isReprint, code })
  const latest = useRef(document)
  latest.current = document
  useEffect(() => {
    const { current: original } = latest
    if (!prints || !code.isReady || !original) return
    // After the receipt has been painted, or the paper would be empty.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        window.print()
        const about = { sourceType: 'sale', sourceId: event.eventId }
        if (printsItself(till)) notePaper(till, { document: original, ...about })
      }),
    )
  }, [prints, code.isReady, event, till])
  if (!sale || !document) return null
  const isOwn = printsBytes(till)
  const isHere = printsItself(till)
  const printOriginal = () => {
    if (!isOwn) return window.print()
    const about = { sourceType: 'sale', sourceId: sale.saleId }
    printPaper(till, { document, ...about }, true)
    selling.show({ text: t('done.printing_here') })
  }
  /** A copy is written down before anything prints, wherever it prints. */
  const reprint = async () => {
    const body: ReceiptReprintedBody = {
      reprintId: newId(),
      saleId: sale.saleId,
      reprintedAt: new Date().toISOString(),
      cashierId: snapshot.person.id,
      ...(isHere && { isPrintedHere: true }),
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
    const copy = { document, sourceType: 'receipt_reprint', sourceId: body.reprintId }
    if (isOwn) return printPaper(till, copy, true)
    if (isHere || !snapshot.hasPrinter) window.print()
    if (isHere) notePaper(till, copy)
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
      {isAsked && isOwn && <p role="status">{t('done.printing_here')}</p>}
      {isAsked && !isHere && snapshot.hasPrinter && <p role="status">{t('sales.reprint_asked')}</p>}
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
          <Button kind="primary" size="key" wide icon={Printer} onClick={printOriginal}>
            {t('sales.print_here')}
          </Button>
        )}
        <Button
          size="key"
          wide
          icon={Smartphone}
          onClick={() => selling.setOpened({ kind: 'take_away', event })}
        >
          {t('done.take_away')}
        </Button>
      </div>
    </Dialog>
  )
}
