import { Printer } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { ChangeDrawn } from '#app/components/change-drawn.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatAmount, formatMoney } from '#app/components/money.tsx'
import { ReceiptView } from '#app/components/receipt-view.tsx'
import type { StoredEvent } from '#app/offline/disk.ts'
import { newId } from '#modules/kernel/shared.ts'
import type { SaleRefundedBody } from '#modules/pos/shared.ts'
import { notePaper, printPaper, printsBytes, printsItself } from './printing/papers.ts'
import { refundSlipOf } from './receipt.ts'
import { readRefund } from './refund.ts'
import type { Selling } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

export interface RefundedDialogProps {
  till: WorkingTill
  selling: Selling
  event: StoredEvent
  saleReceiptNo: string
  /** It has just been written: the money goes back now. */
  isNew: boolean
  /** Its slip is wanted, and printed at once where this till prints by itself. */
  prints?: boolean
  onClose: () => void
}

/** The refund is on the disk: what goes back to the customer, and its slip. */
export function RefundedDialog(props: RefundedDialogProps) {
  const { till, selling, event, saleReceiptNo, isNew, onClose } = props
  const { t } = useTranslation('refund')
  const common = useTranslation('till')
  const texts = useTranslation(['receipt', 'common'])
  const [isSlip, setIsSlip] = useState(!isNew)
  const [prints, setPrints] = useState(false)
  const [copyId] = useState(newId)
  const refund = useMemo(() => readRefund(event), [event])
  const { snapshot, language } = selling
  const parts = {
    snapshot,
    saleReceiptNo,
    tillName: till.registered.name,
    t: texts.t,
    language,
    isReprint: !isNew,
  }
  const isOwn = printsBytes(till)
  const slip = refund && {
    document: refundSlipOf(refund, parts),
    // Opened again later, it is a copy of its own.
    ...(isNew
      ? { sourceType: 'sale_refund', sourceId: refund.refundId }
      : { sourceType: 'refund_reprint', sourceId: copyId }),
  }
  const gaveCash = useRef(refund?.payments.some((part) => part.tender === 'cash') ?? false)
  const latest = useRef(slip)
  latest.current = slip
  useEffect(() => {
    setPrints(false)
    const { current: paper } = latest
    if (!prints || !paper) return
    if (isOwn) return printPaper(till, paper, true)
    // After the slip has been painted, or the paper would be empty.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        window.print()
        if (printsItself(till)) notePaper(till, paper)
      }),
    )
  }, [prints, isOwn, till])
  const printsAtOnce = isNew && props.prints === true && isOwn
  useEffect(() => {
    const { current: paper } = latest
    if (printsAtOnce && paper) printPaper(till, { ...paper, opensDrawer: gaveCash.current })
  }, [printsAtOnce, till])
  if (!refund || !slip) return null
  const isVoid = refund.kind === 'void'
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={common.t('close')}
      title={isVoid ? t('done.void_title') : t('done.title')}
      actions={
        <>
          {isSlip ? (
            <Button size="key" icon={Printer} onClick={() => setPrints(true)}>
              {t('done.print')}
            </Button>
          ) : (
            <Button size="key" onClick={() => setIsSlip(true)}>
              {t('done.see')}
            </Button>
          )}
          <Button kind="primary" size="key" onClick={onClose}>
            {common.t('close')}
          </Button>
        </>
      }
    >
      {isSlip ? (
        <div className="till-receipt">
          <ReceiptView document={slip.document} />
        </div>
      ) : (
        <>
          <MoneyBack payments={refund.payments} />
          <p className="till-done-safe">{t('done.saved', { number: refund.receiptNo })}</p>
        </>
      )}
    </Dialog>
  )
}

/** What the customer gets back: cash as the hand finds it in the drawer, the rest in a sentence. */
export function MoneyBack({ payments }: { payments: SaleRefundedBody['payments'] }) {
  const { t } = useTranslation('refund')
  const cashMinor = payments
    .filter((part) => part.tender === 'cash')
    .reduce((sum, part) => sum + part.amountMinor, 0)
  const others = payments.filter((part) => part.tender !== 'cash' && part.amountMinor > 0)
  const say = useOtherWay()
  return (
    <div className="refund-back">
      {(cashMinor > 0 || others.length === 0) && (
        <ChangeDrawn
          changeMinor={cashMinor}
          label={t('give_back')}
          exactLabel={t('done.nothing')}
          shortLabel={() => ''}
          countLabel={(value, n) => t('done.count', { value: formatAmount(value), n })}
        />
      )}
      {others.map((part) => (
        <p key={part.tender} className="till-confirm">
          {say(part.tender, formatMoney(part.amountMinor))}
        </p>
      ))}
    </div>
  )
}

function useOtherWay() {
  const { t } = useTranslation('refund')
  const common = useTranslation('common')
  return (tender: SaleRefundedBody['payments'][number]['tender'], amount: string): string => {
    switch (tender) {
      case 'card':
      case 'transfer':
      case 'voucher':
      case 'tab':
        return t(`how.${tender}`, { amount })
      case 'line_pay':
      case 'jkopay':
        return t('how.mobile', { tender: common.t(`tender.${tender}`), amount })
      case 'cash':
      case 'exchange':
        return `${common.t(`tender.${tender}`)} ${amount}`
    }
  }
}
