import { Form, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney, Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { dueDay, type Terms, type Voucher } from '#modules/buying/shared.ts'
import { BilledLine, Freight } from './bill-parts.tsx'
import { keyOf, useBill } from './use-bill.ts'
import { VoucherFields } from './voucher-fields.tsx'

/** Goods that no bill names yet. */
export interface UnbilledGoods {
  receiptId: string
  receiptNumber: number
  receivedOn: string
  lineNo: number
  name: string
  unit: string
  unitMilli: number
  typedMinor: number
  isTaxable: boolean
}

export interface BillFormProps {
  id: string
  /** A credit is for goods that went back. */
  kind: 'bill' | 'credit'
  supplier: {
    id: string
    terms: Terms
    termDays: number
    voucher: Voucher
    pricesIncludeTax: boolean
  }
  lines: readonly UnbilledGoods[]
  /** Receipts that freight alone can be put on. */
  carriers: readonly { id: string; label: string }[]
  today: string
  ratePpm: number
  isInvoiceUser: boolean
  answer: ActionAnswer<unknown> | undefined
}

const FIELDS = ['billedOn', 'dueOn', 'freight', 'note', 'invoiceNo', 'tax']
const FIELD_OF_CODE = {
  'buying.future_day': 'billedOn',
  'buying.invoice_no_needed': 'invoiceNo',
  'buying.invoice_recorded': 'invoiceNo',
  'buying.tax_too_large': 'tax',
  'buying.freight_needs_goods': 'freight',
}

/** What a supplier asks for, or gives back: which goods, for how much, on which paper. */
export function BillForm(props: BillFormProps) {
  const { id, kind, supplier, lines, today, answer } = props
  const { words } = useOffice()
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, FIELDS, FIELD_OF_CODE)
  const isBusy = useNavigation().formMethod === 'POST'
  const state = useBill(props)
  const { day, setDay, voucher, setVoucher, sums } = state
  const due = day === '' ? '' : dueDay(day, supplier.terms, supplier.termDays)
  return (
    <Form method="post" className="stack stack-loose buying-form" noValidate>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="supplierId" value={supplier.id} />
      <section className="stack" aria-label={t(`billing.goods.${kind}`)}>
        <h3>{t(`billing.goods.${kind}`)}</h3>
        {lines.map((line) => (
          <BilledLine
            key={keyOf(line)}
            line={line}
            state={state}
            isChecked={answer?.ok === false}
          />
        ))}
        {lines.length === 0 && <p>{t('billing.noGoods')}</p>}
      </section>
      {kind === 'bill' && (
        <Freight
          freight={state.freight}
          onFreight={state.setFreight}
          carriers={state.chosen.size === 0 ? props.carriers : []}
          error={errors.field('freight')}
        />
      )}
      <div className="buying-pair">
        <Field
          label={t('billing.day')}
          type="date"
          name="billedOn"
          value={day}
          max={today}
          onChange={(event) => setDay(event.currentTarget.value)}
          error={errors.field('billedOn')}
        />
        {kind === 'bill' && (
          <Field
            label={t('billing.due')}
            optional={t('optional')}
            type="date"
            name="dueOn"
            hint={due && t('billing.dueHint', { day: formatDay(due, words) })}
            error={errors.field('dueOn')}
          />
        )}
      </div>
      <VoucherFields
        state={voucher}
        onChange={setVoucher}
        computedTaxMinor={sums.computedTaxMinor}
        isInvoiceUser={props.isInvoiceUser}
        errors={errors}
      />
      <TextArea
        label={t('supplier.note')}
        optional={t('optional')}
        name="note"
        rows={2}
        maxLength={1000}
        error={errors.field('note')}
      />
      <div className="stack stack-tight">
        {sums.split.taxMinor > 0 && (
          <p className="buying-tax">
            {t('purchase.withTax', {
              net: formatMoney(sums.split.netMinor),
              tax: formatMoney(sums.split.taxMinor),
            })}
          </p>
        )}
        <Total
          label={t(`billing.total.${kind}`)}
          amountMinor={sums.split.totalMinor}
          size="report"
          live
        />
        <Button
          type="submit"
          kind="primary"
          size="key"
          wide
          icon={Check}
          busy={isBusy}
          busyLabel={t('saving')}
        >
          {t(`billing.submit.${kind}`)}
        </Button>
      </div>
    </Form>
  )
}
