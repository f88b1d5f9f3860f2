import { ArrowRight, Eye, Printer, Smartphone, Volume2 } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { ChangeDrawn } from '#app/components/change-drawn.tsx'
import { formatAmount, formatMoney } from '#app/components/money.tsx'
import { changeOf } from './payment.ts'
import { useOwnPrinter } from './printing/own-printer.ts'
import { usePaperBoard } from './printing/paper-board.ts'
import { printPaper } from './printing/papers.ts'
import { readSale } from './receipt.ts'
import { saleReceipt } from './sale-receipt.ts'
import { useOwesWords } from './tab-words.ts'
import { useKeys } from './use-keys.ts'
import { useReceiptCode } from './use-receipt-code.ts'
import type { Selling, View } from './use-selling.ts'
import { useVoice } from './voice.ts'
import type { WorkingTill } from './working-till.ts'

export interface DonePageProps {
  till: WorkingTill
  selling: Selling
  view: Extract<View, { name: 'done' }>
}

/** The sale is on the disk: what goes back to the customer, and the way to the next one. */
export function DonePage({ till, selling, view }: DonePageProps) {
  const { t } = useTranslation('till')
  const refundWords = useTranslation('refund')
  const { snapshot, state, setOpened, setView } = selling
  const sale = readSale(view.sale)
  const { t: tabs } = useTranslation('tabs')
  const owesWords = useOwesWords()
  const owes = selling.tabs.find(sale?.customerId)
  const next = useRef<HTMLButtonElement>(null)
  const { print, isOwn, isComing, isByBrowser } = useReceiptPrint({ till, selling, view })
  const printsHere = view.wantsReceipt && isByBrowser
  useEffect(() => {
    if (printsHere) setOpened({ kind: 'receipt', event: view.sale, isReprint: false, prints: true })
    else next.current?.focus()
  }, [printsHere, setOpened, view.sale])
  const goOn = () => setView({ name: 'shelf' })
  useKeys({ Enter: goOn, Escape: goOn })
  // What an exchange leaves over goes back with the change.
  const changeMinor = changeOf(sale?.payments ?? []) + view.backMinor
  const tookCash =
    view.backMinor > 0 || (sale?.payments.some((part) => part.tender === 'cash') ?? false)
  const voice = useVoice(snapshot.person.locale)
  const sayChange = useCallback(() => {
    if (!tookCash) return
    if (changeMinor > 0) voice.say({ kind: 'change', amountMinor: changeMinor })
    else voice.say({ kind: 'exact' })
  }, [tookCash, changeMinor, voice])
  useEffect(sayChange, [sayChange])
  if (!sale) return null
  const see = (prints: boolean) =>
    setOpened({ kind: 'receipt', event: view.sale, isReprint: false, prints })
  return (
    <main className="till-done">
      <div className="till-done-head">
        <h1>{t('done.title')}</h1>
        <p className="till-done-total">{formatMoney(sale.totalMinor)}</p>
        <p className="muted">{t('done.receipt_no', { number: sale.receiptNo })}</p>
        {owes && (
          <p>
            {tabs('done_owes', {
              name: view.sale.personal?.customerName ?? '',
              owes: owesWords(owes),
            })}
          </p>
        )}
      </div>
      <div className="till-done-change">
        {tookCash && (
          <ChangeDrawn
            changeMinor={changeMinor}
            label={view.backMinor > 0 ? refundWords.t('exchange.give_back') : t('pay.change')}
            exactLabel={t('pay.no_change')}
            shortLabel={(missing) => t('pay.short', { amount: formatMoney(missing) })}
            countLabel={(value, n) => t('pay.count', { value: formatAmount(value), n })}
          />
        )}
      </div>
      <p className="till-done-safe">
        <span>{t('done.saved')}</span> {isComing && <span>{t('done.printing_here')}</span>}
        {view.wantsReceipt && !isOwn && !isByBrowser && (
          <span>{state.connection === 'online' ? t('done.printing') : t('done.print_later')}</span>
        )}
      </p>
      <div className="till-pay-actions">
        {voice.isOn && tookCash && (
          <Button size="pay" icon={Volume2} onClick={sayChange}>
            {t('voice.again')}
          </Button>
        )}
        <Button size="pay" icon={Eye} onClick={() => see(false)}>
          {t('done.preview')}
        </Button>
        <Button size="pay" icon={Printer} onClick={() => (isOwn ? print(true) : see(true))}>
          {t('done.print')}
        </Button>
        <Button
          size="pay"
          icon={Smartphone}
          onClick={() => setOpened({ kind: 'take_away', event: view.sale })}
        >
          {t('done.take_away')}
        </Button>
        <Button
          ref={next}
          kind="primary"
          size="pay"
          wide
          icon={ArrowRight}
          shortcut="Enter"
          onClick={goOn}
        >
          {t('done.next')}
        </Button>
      </div>
    </main>
  )
}

/** Who prints the receipt: this till's own printer, its browser, or the shop's printer. */
function useReceiptPrint({ till, selling, view }: DonePageProps) {
  const { t } = useTranslation('till')
  const texts = useTranslation(['receipt', 'common'])
  const own = useOwnPrinter(till.registered.tillId)
  const isOwn = own !== undefined && own.reach.way !== 'browser'
  const sale = useMemo(() => readSale(view.sale), [view.sale])
  const code = useReceiptCode(selling.snapshot, sale, false)
  const print = (isPressed: boolean) => {
    if (!sale) return
    printPaper(
      till,
      {
        document: saleReceipt(view.sale, sale, {
          till,
          selling,
          t: texts.t,
          isReprint: false,
          code,
        }),
        sourceType: 'sale',
        sourceId: sale.saleId,
        // Whoever asks for it afterwards has closed the drawer already.
        opensDrawer:
          !isPressed &&
          (view.backMinor > 0 || sale.payments.some((part) => part.tender === 'cash')),
      },
      isPressed,
    )
    if (isPressed) selling.show({ text: t('done.printing_here') })
  }
  const now = useRef(print)
  now.current = print
  const printsAtOnce = view.wantsReceipt && isOwn
  const { troubles } = usePaperBoard()
  const isComing = printsAtOnce && !troubles.some((paper) => paper.sourceId === view.sale.eventId)
  const isDue = printsAtOnce && code.isReady
  useEffect(() => {
    if (isDue) now.current(false)
  }, [isDue])
  return { print, isOwn, isComing, isByBrowser: own ? !isOwn : !selling.snapshot.hasPrinter }
}
