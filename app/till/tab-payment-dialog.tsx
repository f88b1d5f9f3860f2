import { Check, Printer } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney, SumRow, Total } from '#app/components/money.tsx'
import { readWhole } from '#app/components/money-field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { QuickCash } from '#app/components/quick-cash.tsx'
import { ReceiptView } from '#app/components/receipt-view.tsx'
import { Segments } from '#app/components/segments.tsx'
import { newId } from '#modules/kernel/shared.ts'
import { TENDERS } from '#modules/pos/shared.ts'
import { NumberEntry } from './number-entry.tsx'
import type { PaperToPrint } from './printing/paper-job.ts'
import { notePaper, printPaper, printsBytes, printsItself } from './printing/papers.ts'
import type { TabTender } from './tab-payment.ts'
import type { TabCustomer } from './tabs.ts'
import type { Selling } from './use-selling.ts'
import type { PaidTab, TabPayments } from './use-tab-payments.ts'
import type { WorkingTill } from './working-till.ts'

export interface TabPaymentDialogProps {
  till: WorkingTill
  selling: Selling
  customer: TabCustomer
  payments: TabPayments
  onClose: () => void
}

const isTabTender = (tender: string): tender is TabTender =>
  tender !== 'tab' && tender !== 'exchange'

/** Takes what a customer owes, all of it or a part. Everything is filled in for all of it in cash. */
export function TabPaymentDialog(props: TabPaymentDialogProps) {
  const { till, selling, customer, payments, onClose } = props
  const { t } = useTranslation('tabs')
  const common = useTranslation('common')
  const { snapshot } = selling
  // What stood when the dialog opened: the balance moves as soon as the payment is written.
  const [owedMinor] = useState(customer.owesMinor)
  const [paymentId] = useState(newId)
  const [isPart, setIsPart] = useState(false)
  const [typed, setTyped] = useState('')
  const [received, setReceived] = useState<number>()
  const [tender, setTender] = useState<TabTender>('cash')
  const [isDone, setIsDone] = useState(false)
  const [isSaving, setIsSaving] = useState(false)
  const formId = useId()
  const entry = useRef<HTMLInputElement>(null)
  const finishKey = useRef<HTMLButtonElement>(null)
  const amountMinor = isPart ? readWhole(typed) : owedMinor
  const isTooMuch = amountMinor !== undefined && amountMinor > owedMinor
  const isRight = amountMinor !== undefined && amountMinor > 0 && !isTooMuch
  const tenderedMinor = tender === 'cash' ? Math.max(received ?? 0, amountMinor ?? 0) : amountMinor
  const name = customer.name || t('unnamed')
  const tenders = TENDERS.filter((each) => snapshot.tenders.includes(each)).filter(isTabTender)

  const finish = async () => {
    if (!isRight || tenderedMinor === undefined || isSaving) return
    setIsSaving(true)
    const money = { paymentId, tender, amountMinor, tenderedMinor }
    setIsDone(await payments.pay(customer, money))
    setIsSaving(false)
  }
  const paid = isDone ? payments.paid.get(customer.id) : undefined
  if (paid) {
    const paper = payments.paperOf(paid, customer.name)
    const prints = payments.printsByBrowser
    return <PaidTabDialog {...{ till, selling, name, paid, paper, prints, onClose }} />
  }
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('cancel')}
      title={t('payment.title', { name })}
      initialFocus={finishKey}
      wide
      actions={
        <Button
          ref={finishKey}
          type="submit"
          form={formId}
          kind="primary"
          size="key"
          wide
          icon={Check}
          shortcut="Enter"
          busy={isSaving}
          disabledReason={isRight ? undefined : t('payment.type_amount')}
        >
          {isRight ? t('payment.finish', { amount: formatMoney(amountMinor) }) : t('payment.done')}
        </Button>
      }
    >
      <form
        id={formId}
        className="tab-payment"
        onSubmit={(event) => {
          event.preventDefault()
          void finish()
        }}
      >
        <Segments
          label={t('payment.how_much')}
          name="part"
          size="key"
          grid
          value={isPart ? 'part' : 'all'}
          onChoose={(value) => setIsPart(value === 'part')}
          segments={[
            { value: 'all', label: t('payment.all', { amount: formatMoney(owedMinor) }) },
            { value: 'part', label: t('payment.part') },
          ]}
        />
        {isPart && (
          <NumberEntry
            label={t('payment.amount')}
            value={typed}
            onChange={setTyped}
            hasPoint={false}
            inputRef={entry}
            error={
              isTooMuch ? t('payment.too_much', { amount: formatMoney(owedMinor) }) : undefined
            }
            hint={
              isRight
                ? t('payment.left', { amount: formatMoney(owedMinor - amountMinor) })
                : undefined
            }
          />
        )}
        <Segments
          label={t('payment.way')}
          name="tender"
          value={tender}
          onChoose={setTender}
          segments={tenders.map((value) => ({ value, label: common.t(`tender.${value}`) }))}
        />
        {tender === 'cash' && isRight && (
          <QuickCash
            label={t('payment.received')}
            totalMinor={amountMinor}
            receivedMinor={tenderedMinor}
            exactLabel={t('payment.exact')}
            roundLabel={t('payment.round')}
            onChoose={setReceived}
          />
        )}
        {tender === 'cash' && isRight && (tenderedMinor ?? 0) > amountMinor && (
          <Total
            label={t('payment.change')}
            amountMinor={(tenderedMinor ?? 0) - amountMinor}
            size="day"
            final={false}
            live
          />
        )}
        {payments.hasFailed && (
          <Notice kind="wrong" title={t('payment.not_saved')} announce>
            {t('payment.not_saved_text')}
          </Notice>
        )}
      </form>
    </Dialog>
  )
}

export interface PaidTabDialogProps {
  till: WorkingTill
  selling: Selling
  name: string
  paid: PaidTab
  paper: PaperToPrint
  /** It has just been paid, and the browser is to print it at once. */
  prints: boolean
  onClose: () => void
}

/** The payment is on the disk: what is still owed, what goes back, and the paper. */
export function PaidTabDialog(props: PaidTabDialogProps) {
  const { till, selling, name, paid, paper, prints, onClose } = props
  const { t } = useTranslation('tabs')
  const words = useTranslation('till')
  const done = useRef<HTMLButtonElement>(null)
  const print = () => {
    if (printsBytes(till)) {
      printPaper(till, paper, true)
      return selling.show({ text: words.t('done.printing_here') })
    }
    window.print()
    if (printsItself(till)) notePaper(till, paper)
  }
  const now = useRef(print)
  now.current = print
  useEffect(() => {
    // After the receipt has been painted, or the paper would be empty.
    if (prints) requestAnimationFrame(() => requestAnimationFrame(() => now.current()))
  }, [prints])
  const changeMinor = paid.tenderedMinor - paid.amountMinor
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('close')}
      title={t('payment.taken', { name })}
      initialFocus={done}
      wide
      actions={
        <>
          <Button size="key" icon={Printer} onClick={print}>
            {t('payment.print')}
          </Button>
          <Button ref={done} kind="primary" size="key" onClick={onClose}>
            {t('payment.done')}
          </Button>
        </>
      }
    >
      <div className="tab-paid">
        <div className="stack">
          {changeMinor > 0 && (
            <Total label={t('payment.change')} amountMinor={changeMinor} size="day" final={false} />
          )}
          <div className="tab-sums">
            <SumRow label={t('payment.before')} amountMinor={paid.owedBeforeMinor} />
            <SumRow label={t('payment.paid')} amountMinor={-paid.amountMinor} />
            <SumRow
              label={t('payment.after')}
              amountMinor={paid.owedBeforeMinor - paid.amountMinor}
              final
            />
          </div>
          <p className="muted">{t('payment.saved')}</p>
        </div>
        <div className="till-receipt">
          <ReceiptView document={paper.document} />
        </div>
      </div>
    </Dialog>
  )
}
