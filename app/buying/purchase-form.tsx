import { Form, useNavigation } from '@remix-run/react'
import { Check, ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Field } from '#app/components/field.tsx'
import { type FormErrors, useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney, Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import {
  dueDay,
  PAYS,
  type Pays,
  splitTax,
  type TaxSplit,
  type Terms,
  type Voucher,
} from '#modules/buying/shared.ts'
import { LineList } from './line-list.tsx'
import { readDollars } from './typed.ts'
import { type DraftLine, useLines } from './use-lines.ts'
import { isInvoice, VoucherFields, type VoucherState } from './voucher-fields.tsx'

/** A supplier as the form offers them. */
export interface OfferedSupplier {
  id: string
  name: string
  terms: Terms
  termDays: number
  voucher: Voucher
  pricesIncludeTax: boolean
}

export interface PurchaseFormProps {
  id: string
  suppliers: readonly OfferedSupplier[]
  supplierId: string
  /** `YYYY-MM-DD`. */
  today: string
  /** The tax on invoices, in parts per million. */
  ratePpm: number
  isInvoiceUser: boolean
  answer: ActionAnswer<unknown> | undefined
}

const FIELDS = ['supplierId', 'receivedOn', 'freight', 'slipNo', 'note', 'invoiceNo', 'tax']
const FIELD_OF_CODE = {
  'buying.no_supplier': 'supplierId',
  'buying.future_day': 'receivedOn',
  'buying.invoice_no_needed': 'invoiceNo',
  'buying.invoice_recorded': 'invoiceNo',
  'buying.tax_too_large': 'tax',
}

/** The tax of what is typed so far; freight is taxed as goods are. */
function sumOf(
  lines: readonly DraftLine[],
  freight: string,
  state: VoucherState,
  ratePpm: number,
): { split: TaxSplit; computedTaxMinor: number } {
  const taxed = [
    ...lines.map(({ amount, isTaxable }) => ({ typedMinor: readDollars(amount) ?? 0, isTaxable })),
    { typedMinor: readDollars(freight) ?? 0, isTaxable: true },
  ]
  const { voucher, pricesIncludeTax, tax } = state
  const hasTax = isInvoice(voucher)
  const rule = { pricesIncludeTax, ratePpm: hasTax ? ratePpm : 0 }
  const taxMinor = hasTax ? readDollars(tax) : undefined
  const computed = splitTax(taxed, rule)
  return {
    computedTaxMinor: computed.taxMinor,
    split: taxMinor === undefined ? computed : splitTax(taxed, { ...rule, taxMinor }),
  }
}

/** Goods that came in, what they cost, on which paper and how it is paid: one form for all of it. */
export function PurchaseForm(props: PurchaseFormProps) {
  const { id, suppliers, today, ratePpm, isInvoiceUser, answer } = props
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, FIELDS, FIELD_OF_CODE)
  const isBusy = useNavigation().formMethod === 'POST'
  const [supplierId, setSupplierId] = useState(props.supplierId)
  const supplier = suppliers.find((each) => each.id === supplierId)
  const [voucher, setVoucher] = useState<VoucherState>(usualOf(supplier))
  const [freight, setFreight] = useState('')
  const [day, setDay] = useState(today)
  const goods = useLines()
  const { split, computedTaxMinor } = sumOf(goods.lines, freight, voucher, ratePpm)
  return (
    <Form method="post" className="stack stack-loose buying-form" noValidate>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={id} />
      <div className="buying-pair">
        <Select
          label={t('purchase.supplier')}
          name="supplierId"
          value={supplierId}
          onChange={(event) => {
            const chosen = suppliers.find((each) => each.id === event.currentTarget.value)
            setSupplierId(chosen?.id ?? '')
            setVoucher(usualOf(chosen))
          }}
          emptyLabel={t('purchase.choose')}
          options={suppliers.map((each) => ({ value: each.id, label: each.name }))}
          error={errors.field('supplierId')}
        />
        <Field
          label={t('purchase.day')}
          type="date"
          name="receivedOn"
          value={day}
          max={today}
          onChange={(event) => setDay(event.currentTarget.value)}
          error={errors.field('receivedOn')}
        />
      </div>
      <LineList goods={goods} supplierId={supplierId} isChecked={answer?.ok === false} />
      <Details errors={errors} freight={freight} onFreight={setFreight} isOpen={isInvoiceUser}>
        <VoucherFields
          state={voucher}
          onChange={setVoucher}
          computedTaxMinor={computedTaxMinor}
          isInvoiceUser={isInvoiceUser}
          errors={errors}
        />
      </Details>
      <PaysChoice supplier={supplier} day={day} />
      <div className="stack stack-tight">
        {split.taxMinor > 0 && (
          <p className="buying-tax">
            {t('purchase.withTax', {
              net: formatMoney(split.netMinor),
              tax: formatMoney(split.taxMinor),
            })}
          </p>
        )}
        <Total label={t('purchase.total')} amountMinor={split.totalMinor} size="report" live />
        <Button
          type="submit"
          kind="primary"
          size="key"
          wide
          icon={Check}
          busy={isBusy}
          busyLabel={t('saving')}
        >
          {t('purchase.submit')}
        </Button>
      </div>
    </Form>
  )
}

const usualOf = (supplier: OfferedSupplier | undefined): VoucherState => ({
  voucher: supplier?.voucher ?? 'none',
  pricesIncludeTax: supplier?.pricesIncludeTax ?? true,
  tax: '',
})

interface DetailsProps {
  errors: FormErrors
  freight: string
  onFreight: (typed: string) => void
  isOpen: boolean
  children: ReactNode
}

/** What many purchases do not have: an invoice, freight, the number of a slip, a note. */
function Details({ errors, freight, onFreight, isOpen, children }: DetailsProps) {
  const { t } = useTranslation('buying')
  const hasError = ['invoiceNo', 'tax', 'freight', 'slipNo', 'note'].some(
    (name) => errors.field(name) !== undefined,
  )
  return (
    <details className="buying-details" open={isOpen || hasError}>
      <summary>
        <ChevronRight aria-hidden="true" />
        <span>{t('purchase.details')}</span>
      </summary>
      <div className="stack">
        {children}
        <Field
          label={t('purchase.freight')}
          optional={t('optional')}
          name="freight"
          prefix="NT$"
          figure
          inputMode="numeric"
          autoComplete="off"
          value={freight}
          onChange={(event) => onFreight(event.currentTarget.value)}
          hint={t('purchase.freightHint')}
          error={errors.field('freight')}
        />
        <Field
          label={t('purchase.slipNo')}
          optional={t('optional')}
          name="slipNo"
          maxLength={40}
          autoComplete="off"
          error={errors.field('slipNo')}
        />
        <TextArea
          label={t('supplier.note')}
          optional={t('optional')}
          name="note"
          rows={2}
          maxLength={1000}
          error={errors.field('note')}
        />
      </div>
    </details>
  )
}

/** How the money goes; who is paid on delivery is paid now unless somebody says otherwise. */
function PaysChoice({ supplier, day }: { supplier: OfferedSupplier | undefined; day: string }) {
  const { words } = useOffice()
  const { t } = useTranslation('buying')
  const [chosen, setChosen] = useState<Pays>()
  const usual: Pays = supplier && supplier.terms !== 'at_once' ? 'owed' : 'cash'
  const due = supplier && day !== '' && dueDay(day, supplier.terms, supplier.termDays)
  return (
    <RadioGroup
      legend={t('purchase.pays')}
      name="pays"
      value={chosen ?? usual}
      onChoose={setChosen}
      options={PAYS.map((value) => ({
        value,
        label: t(`purchase.paysWord.${value}`),
        hint:
          value === 'owed' && due
            ? t('purchase.due', { day: formatDay(due, words) })
            : value === 'bill_later'
              ? t('purchase.billLaterHint')
              : undefined,
      }))}
    />
  )
}
