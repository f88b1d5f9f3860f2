import { useTranslation } from 'react-i18next'
import { RadioGroup } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import type { FormErrors } from '#app/components/form-errors.ts'
import { Select } from '#app/components/select.tsx'
import { VOUCHERS, type Voucher } from '#modules/buying/shared.ts'

export interface VoucherState {
  voucher: Voucher
  pricesIncludeTax: boolean
  /** As typed; empty takes the sum. */
  tax: string
}

export interface VoucherFieldsProps {
  state: VoucherState
  onChange: (state: VoucherState) => void
  /** What the tax is by the sum, in whole NT$. */
  computedTaxMinor: number
  /** The shop deducts the tax of invoices. */
  isInvoiceUser: boolean
  errors: FormErrors
}

/** Only these show tax. */
export const isInvoice = (voucher: Voucher): boolean =>
  voucher === 'invoice' || voucher === 'einvoice'

/** The paper that came along, and for an invoice its number and tax. */
export function VoucherFields(props: VoucherFieldsProps) {
  const { state, onChange, computedTaxMinor, isInvoiceUser, errors } = props
  const { t } = useTranslation('buying')
  const hasTax = isInvoice(state.voucher)
  return (
    <>
      <Select
        label={t('voucher.title')}
        name="voucher"
        value={state.voucher}
        onChange={(event) => {
          const voucher = VOUCHERS.find((each) => each === event.currentTarget.value)
          onChange({ ...state, voucher: voucher ?? 'none' })
        }}
        options={VOUCHERS.map((value) => ({ value, label: t(`supplier.voucherWord.${value}`) }))}
        hint={hasTax && isInvoiceUser ? t('voucher.buyerHint') : undefined}
      />
      {hasTax && (
        <>
          <Field
            label={t('voucher.invoiceNo')}
            {...(isInvoiceUser ? {} : { optional: t('optional') })}
            name="invoiceNo"
            placeholder="AB-12345678"
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            error={errors.field('invoiceNo')}
          />
          <RadioGroup
            legend={t('voucher.prices')}
            name="pricesIncludeTax"
            value={state.pricesIncludeTax ? 'yes' : 'no'}
            onChoose={(answer) => onChange({ ...state, pricesIncludeTax: answer === 'yes' })}
            options={(['yes', 'no'] as const).map((value) => ({
              value,
              label: t(`supplier.pricesWord.${value}`),
            }))}
          />
          <Field
            label={t('voucher.tax')}
            name="tax"
            prefix="NT$"
            figure
            inputMode="numeric"
            autoComplete="off"
            value={state.tax}
            placeholder={String(computedTaxMinor)}
            onChange={(event) => onChange({ ...state, tax: event.currentTarget.value })}
            hint={t('voucher.taxHint')}
            error={errors.field('tax')}
          />
        </>
      )}
    </>
  )
}
