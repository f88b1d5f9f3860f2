import { ArrowLeft, Ban, Banknote, Repeat, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Dialog } from '#app/components/dialog.tsx'
import { formatMoney, Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Segments } from '#app/components/segments.tsx'
import { Stepper } from '#app/components/stepper.tsx'
import { REFUND_REASONS } from '#modules/pos/shared.ts'
import { formatMilli } from './quantity.ts'
import {
  hasLeft,
  isUntouched,
  leftOfItem,
  type ReturnableItem,
  type ReturnableSale,
  type ReturnChoice,
} from './refund.ts'
import { MoneyBack } from './refunded-dialog.tsx'
import { useUnitName } from './unit-name.ts'
import { type Intent, type Refunding, useRefunding } from './use-refunding.ts'
import { type Selling, timeOf } from './use-selling.ts'
import type { WorkingTill } from './working-till.ts'

export interface RefundDialogProps {
  till: WorkingTill
  selling: Selling
  sale: ReturnableSale
  onClose: () => void
}

/** Goods of one sale come back: what for, which of them, and how the money goes back. */
export function RefundDialog({ till, selling, sale, onClose }: RefundDialogProps) {
  const { t } = useTranslation('refund')
  const common = useTranslation('till')
  const refunding = useRefunding(till, selling, sale)
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      closeLabel={common.t('cancel')}
      title={t('title', { number: sale.receiptNo })}
      actions={
        refunding.step === 'lines' ? (
          <LinesFoot refunding={refunding} />
        ) : refunding.step === 'how' ? (
          <HowFoot refunding={refunding} />
        ) : undefined
      }
    >
      {refunding.step === 'what' && <What till={till} selling={selling} refunding={refunding} />}
      {refunding.step === 'lines' && <Lines refunding={refunding} />}
      {refunding.step === 'how' && <How refunding={refunding} />}
    </Dialog>
  )
}

function What(props: { till: WorkingTill; selling: Selling; refunding: Refunding }) {
  const { till, selling, refunding } = props
  const { t } = useTranslation('refund')
  const { sale } = refunding
  const isOfShift = sale.shiftId !== null && sale.shiftId === till.journal.facts().shift?.shiftId
  const whyNoVoid = !isUntouched(sale)
    ? t('what.void_touched')
    : isOfShift
      ? undefined
      : t('what.void_old')
  const totalMinor = sale.items.reduce((sum, item) => sum + item.sold.totalMinor, 0)
  const when = timeOf(new Date(sale.soldAt), selling.snapshot.tenant.timeZone)
  if (!hasLeft(sale)) return <p>{t('none_left')}</p>
  return (
    <div className="stack">
      <p>{t('sold', { when, total: formatMoney(totalMinor) })}</p>
      <Door icon={Undo2} intent="refund" refunding={refunding} />
      <Door icon={Repeat} intent="exchange" refunding={refunding} />
      <Door icon={Ban} intent="void" refunding={refunding} disabledReason={whyNoVoid} />
    </div>
  )
}

function Door(props: {
  icon: typeof Ban
  intent: Intent
  refunding: Refunding
  disabledReason?: string | undefined
}) {
  const { t } = useTranslation('refund')
  const { icon, intent, refunding, disabledReason } = props
  return (
    <div>
      <Button
        size="key"
        wide
        icon={icon}
        className="till-door"
        disabledReason={disabledReason}
        onClick={() => refunding.begin(intent)}
      >
        {t(`what.${intent}`)}
      </Button>
      {disabledReason === undefined && <p className="muted">{t(`what.${intent}_hint`)}</p>}
    </div>
  )
}

function Lines({ refunding }: { refunding: Refunding }) {
  const { t } = useTranslation('refund')
  const { sale, choices } = refunding
  const open = sale.items.filter((item) => leftOfItem(item).quantityMilli > 0)
  return (
    <div className="stack">
      <div className="refund-head">
        <h3>{t('lines.title')}</h3>
        <Button onClick={refunding.chooseAll}>{t('lines.all')}</Button>
      </div>
      <ul className="till-rows">
        {open.map((item) => (
          <Line
            key={item.position}
            item={item}
            choice={choices.get(item.position)}
            onChoose={(choice) => refunding.choose(item.position, choice)}
          />
        ))}
      </ul>
    </div>
  )
}

function LinesFoot({ refunding }: { refunding: Refunding }) {
  const { t } = useTranslation('refund')
  const { totalMinor, lines } = refunding
  return (
    <>
      <Button
        kind="primary"
        size="key"
        wide
        disabledReason={lines.length === 0 ? t('lines.nothing') : undefined}
        onClick={refunding.goOn}
      >
        {t('lines.next')}
      </Button>
      <Total label={t('lines.total')} amountMinor={totalMinor} size="report" live />
    </>
  )
}

const NOTHING: ReturnChoice = { quantityMilli: 0, isRestocked: true }

function Line(props: {
  item: ReturnableItem
  choice: ReturnChoice | undefined
  onChoose: (choice: ReturnChoice) => void
}) {
  const { item, choice = NOTHING, onChoose } = props
  const { t } = useTranslation('refund')
  const unit = useUnitName()(item.unit)
  const { name } = item
  const most = leftOfItem(item).quantityMilli
  const step = item.isCounted ? 1000 : 100
  const set = (quantityMilli: number) =>
    onChoose({ ...choice, quantityMilli: Math.max(0, Math.min(most, quantityMilli)) })
  const returned = item.returned.quantityMilli
  return (
    <li className="till-row">
      <span className="till-row-words">
        <b>{name}</b>
        <span className="muted">
          {t('lines.left', { quantity: formatMilli(most), unit })}
          {returned > 0 && `　${t('lines.back_before', { quantity: formatMilli(returned), unit })}`}
        </span>
      </span>
      <Stepper
        value={formatMilli(choice.quantityMilli)}
        lessLabel={item.isCounted ? t('lines.less', { name }) : t('lines.less_weight', { name })}
        moreLabel={item.isCounted ? t('lines.more', { name }) : t('lines.more_weight', { name })}
        onLess={() => set(choice.quantityMilli - step)}
        onMore={() => set(choice.quantityMilli + step)}
      />
      {choice.quantityMilli > 0 && (
        <div className="refund-restock">
          <Checkbox
            label={t('lines.restock')}
            checked={choice.isRestocked}
            onChange={(event) => onChoose({ ...choice, isRestocked: event.target.checked })}
          />
        </div>
      )}
    </li>
  )
}

function How({ refunding }: { refunding: Refunding }) {
  const { t } = useTranslation('refund')
  const { intent, payments, isNotSaved } = refunding
  return (
    <div className="stack">
      {isNotSaved && (
        <Notice kind="wrong" title={t('how.not_saved')} announce>
          {t('how.not_saved_text')}
        </Notice>
      )}
      <Reasons refunding={refunding} />
      {intent !== 'exchange' && (
        <>
          {intent === 'refund' && refunding.ways.length > 1 && <Ways refunding={refunding} />}
          <MoneyBack payments={payments} />
          {refunding.asksForSlip && (
            <Checkbox
              label={t('how.slip')}
              checked={refunding.wantsReceipt}
              onChange={(event) => refunding.setWantsReceipt(event.target.checked)}
            />
          )}
        </>
      )}
    </div>
  )
}

function HowFoot({ refunding }: { refunding: Refunding }) {
  const { t } = useTranslation('refund')
  const { intent, isSaving } = refunding
  return (
    <>
      {intent !== 'void' && (
        <Button size="key" icon={ArrowLeft} onClick={refunding.goBack}>
          {t('how.back')}
        </Button>
      )}
      <Button
        kind="primary"
        size="key"
        icon={intent === 'exchange' ? Repeat : Banknote}
        busy={isSaving}
        onClick={() => void refunding.finish()}
      >
        {finishWord(refunding, t)}
      </Button>
    </>
  )
}

type Translate = ReturnType<typeof useTranslation<'refund'>>['t']

function finishWord({ intent, totalMinor, payments }: Refunding, t: Translate): string {
  const amount = formatMoney(totalMinor)
  if (intent === 'exchange') return t('how.exchange_now')
  if (intent === 'void') return t('how.void_now', { amount })
  const isOnTab = payments.every((part) => part.tender === 'tab')
  return isOnTab ? t('how.now_tab', { amount }) : t('how.now', { amount })
}

function Reasons({ refunding }: { refunding: Refunding }) {
  const { t } = useTranslation('refund')
  const receipt = useTranslation('receipt')
  const label = refunding.intent === 'void' ? t('how.reason_void') : t('how.reason')
  return (
    <section className="refund-choice">
      <h3>{label}</h3>
      <Segments
        label={label}
        name="reason"
        size="key"
        grid
        value={refunding.reason}
        onChoose={refunding.setReason}
        segments={REFUND_REASONS.map((value) => ({
          value,
          label: receipt.t(`refund.reason.${value}`),
        }))}
      />
    </section>
  )
}

function Ways({ refunding }: { refunding: Refunding }) {
  const { t } = useTranslation('refund')
  return (
    <section className="refund-choice">
      <h3>{t('how.way')}</h3>
      <Segments
        label={t('how.way')}
        name="way"
        size="key"
        grid
        value={refunding.way}
        onChoose={refunding.setWay}
        segments={refunding.ways.map((value) => ({ value, label: t(`how.way_${value}`) }))}
      />
    </section>
  )
}
