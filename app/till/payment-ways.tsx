import {
  ArrowLeft,
  Banknote,
  CreditCard,
  Landmark,
  NotebookPen,
  QrCode,
  Split,
  Ticket,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Total } from '#app/components/money.tsx'
import { Segments } from '#app/components/segments.tsx'
import type { Tender } from '#modules/pos/shared.ts'
import type { PaymentAction, Standing, standingOf } from './payment.ts'
import type { Selling } from './use-selling.ts'

/** Ways to pay as the customer says them; two apps hide behind 行動支付. */
const WAYS = {
  cash: { tenders: ['cash'], icon: Banknote },
  mobile: { tenders: ['line_pay', 'jkopay'], icon: QrCode },
  card: { tenders: ['card'], icon: CreditCard },
  transfer: { tenders: ['transfer'], icon: Landmark },
  voucher: { tenders: ['voucher'], icon: Ticket },
  tab: { tenders: ['tab'], icon: NotebookPen },
} as const satisfies Record<string, { tenders: readonly Tender[]; icon: typeof Banknote }>
type Way = keyof typeof WAYS
const WAY_NAMES = [
  'cash',
  'mobile',
  'card',
  'transfer',
  'voucher',
  'tab',
] as const satisfies readonly Way[]

export const wayOf = (tender: Tender): Way =>
  WAY_NAMES.find((way) => WAYS[way].tenders.some((each) => each === tender)) ?? 'cash'

/** A payment on its way, and what is known of it. */
type PaymentState = Parameters<typeof standingOf>[0]
export interface PartProps {
  payment: PaymentState
  standing: Standing
  act: (action: PaymentAction) => void
}

/** How one pays, and how much. */
export function PayBar(
  props: PartProps & {
    selling: Selling
    offered: Tender[]
    totalMinor: number
    onBack: () => void
  },
) {
  const { t } = useTranslation('till')
  const common = useTranslation('common')
  const { offered, payment, act, totalMinor, standing, onBack } = props
  const ways = WAY_NAMES.filter((way) => WAYS[way].tenders.some((each) => offered.includes(each)))
  const way = wayOf(payment.tender)
  const choose = (next: Way) => {
    const tender = WAYS[next].tenders.find((each) => offered.includes(each))
    if (tender) act({ type: 'choose', tender })
  }
  const taken = totalMinor - standing.restMinor
  return (
    <div className="till-pay-bar">
      <Button size="key" icon={ArrowLeft} shortcut="Esc" onClick={onBack}>
        {t('pay.back')}
      </Button>
      <Segments
        label={t('pay.ways')}
        name="way"
        size="key"
        value={way}
        onChoose={choose}
        segments={ways.map((each) => ({
          value: each,
          icon: WAYS[each].icon,
          label: each === 'mobile' ? t('pay.mobile') : common.t(`tender.${each}`),
        }))}
      />
      <button
        type="button"
        className="segment segment-key till-split"
        aria-pressed={payment.isSplit}
        onClick={() => act({ type: 'split' })}
      >
        <Split aria-hidden="true" />
        <span>{t('pay.split')}</span>
      </button>
      <Total
        inline
        label={taken > 0 ? t('pay.rest') : t('pay.due')}
        amountMinor={standing.restMinor}
        size="report"
      />
      {way === 'mobile' && (
        <Segments
          label={t('pay.mobile')}
          name="mobile"
          value={payment.tender}
          onChoose={(tender) => act({ type: 'choose', tender })}
          segments={WAYS.mobile.tenders
            .filter((tender) => offered.includes(tender))
            .map((tender) => ({ value: tender as Tender, label: common.t(`tender.${tender}`) }))}
        />
      )}
    </div>
  )
}
