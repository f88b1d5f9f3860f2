import { Form, useFetcher, useNavigation } from '@remix-run/react'
import { Banknote, FileText, Landmark, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { type ShownSold, SoldTable } from './sold-table.tsx'

export interface OpenCardProps {
  consignorId: string
  /** What was sold since the last payment. */
  lines: readonly ShownSold[]
  owedMinor: number
  mayPay: boolean
  hasPrinter: boolean
  /** Of the payment: pressing twice pays once. */
  payId: string
  printId: string
}

/** What was sold and is not paid yet; one press pays all of it. */
export function OpenCard(props: OpenCardProps) {
  const { consignorId, lines, owedMinor, mayPay, hasPrinter, payId, printId } = props
  const { t } = useTranslation('consignment')
  const isBusy = useNavigation().formMethod === 'POST'
  return (
    <Card title={t('open.title')}>
      <SoldTable caption={t('open.title')} lines={lines} empty={t('open.none')} />
      {mayPay && owedMinor > 0 && (
        <Form method="post" className="consignment-pay no-print">
          <input type="hidden" name="act" value="pay" />
          <input type="hidden" name="id" value={payId} />
          <input type="hidden" name="shownMinor" value={owedMinor} />
          <Button
            type="submit"
            name="account"
            value="cash"
            kind="primary"
            size="key"
            icon={Banknote}
            busy={isBusy}
          >
            {t('open.payCash', { amount: formatMoney(owedMinor) })}
          </Button>
          <Button type="submit" name="account" value="bank" icon={Landmark} busy={isBusy}>
            {t('open.payBank')}
          </Button>
        </Form>
      )}
      {owedMinor < 0 && <p>{t('open.theyOwe', { amount: formatMoney(-owedMinor) })}</p>}
      {lines.length > 0 && (
        <SlipButtons consignorId={consignorId} hasPrinter={hasPrinter} printId={printId} />
      )}
    </Card>
  )
}

export interface SlipButtonsProps {
  consignorId: string
  /** Left out: what is not paid yet. */
  paymentId?: string
  hasPrinter: boolean
  printId: string
}

/** A slip on A4, or out of the shop's printer. */
export function SlipButtons({ consignorId, paymentId, hasPrinter, printId }: SlipButtonsProps) {
  const { slug } = useOffice()
  const { t } = useTranslation('consignment')
  const printed = useFetcher<ActionAnswer<null>>()
  const errors = useFormErrors(printed.data, [])
  const papers = `/${slug}/stock/consignment/${consignorId}`
  return (
    <>
      <div className="row no-print">
        <a
          className={buttonClass({})}
          href={`${papers}/slip.pdf${paymentId ? `?payment=${paymentId}` : ''}`}
          target="_blank"
          rel="noreferrer"
        >
          <ButtonFace icon={FileText}>{t('slip.pdf')}</ButtonFace>
        </a>
        {hasPrinter && (
          <printed.Form method="post" action={`${papers}/print`}>
            <input type="hidden" name="requestId" value={printId} />
            {paymentId && <input type="hidden" name="paymentId" value={paymentId} />}
            <Button type="submit" icon={Printer} busy={printed.state !== 'idle'}>
              {t('slip.print')}
            </Button>
          </printed.Form>
        )}
      </div>
      <p role="status">{errors.general || (printed.data?.ok === true && t('slip.printed'))}</p>
    </>
  )
}
