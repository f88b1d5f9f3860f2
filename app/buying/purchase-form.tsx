import { Form, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { formatMoney, Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { splitTax, type TaxSplit, type Terms, type Voucher } from '#modules/buying/shared.ts'
import { LineList } from './line-list.tsx'
import { Details, OrderFields, PaysChoice } from './purchase-parts.tsx'
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
  /** The order that the goods come for. */
  order?: { id: string; receiptCount: number; lines: readonly DraftLine[] } | undefined
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
  const { id, suppliers, today, ratePpm, isInvoiceUser, order, answer } = props
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, FIELDS, FIELD_OF_CODE)
  const isBusy = useNavigation().formMethod === 'POST'
  const [supplierId, setSupplierId] = useState(props.supplierId)
  const supplier = suppliers.find((each) => each.id === supplierId)
  const [voucher, setVoucher] = useState<VoucherState>(usualOf(supplier))
  const [freight, setFreight] = useState('')
  const [day, setDay] = useState(today)
  const goods = useLines(order?.lines)
  const { split, computedTaxMinor } = sumOf(goods.lines, freight, voucher, ratePpm)
  return (
    <Form method="post" className="stack stack-loose buying-form" noValidate>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={id} />
      {order && <OrderFields order={order} answer={answer} />}
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
      <LineList
        goods={goods}
        supplierId={supplierId}
        isChecked={answer?.ok === false}
        title={t('line.title')}
        asksExpiry
      />
      <Details errors={errors} freight={freight} onFreight={setFreight} isOpen={isInvoiceUser}>
        <VoucherFields
          state={voucher}
          onChange={setVoucher}
          computedTaxMinor={computedTaxMinor}
          isInvoiceUser={isInvoiceUser}
          errors={errors}
        />
      </Details>
      <PaysChoice supplier={supplier} day={day} hasOrder={order !== undefined} />
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
