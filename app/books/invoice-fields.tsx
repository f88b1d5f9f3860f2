import { useState } from 'react'
import { Checkbox } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import type { FormErrors } from '#app/components/form-errors.ts'
import { MoneyField } from '#app/components/money-field.tsx'
import { useLedgerText } from './ledger-text.ts'

/** What stands on a uniform invoice that shows its tax. */
export function InvoiceFields({
  isInvoiceUser,
  errors,
}: {
  isInvoiceUser: boolean
  errors: FormErrors
}) {
  const { t } = useLedgerText()
  const [number, setNumber] = useState('')
  return (
    <div className="stack">
      <p className="muted">{t('invoice.text')}</p>
      <Field
        label={t('invoice.number')}
        name="invoiceNo"
        placeholder="AB-12345678"
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        error={errors.field('invoiceNo')}
      />
      <Field
        label={t('invoice.seller')}
        name="sellerTaxId"
        inputMode="numeric"
        maxLength={40}
        autoComplete="off"
        required={number !== ''}
        error={errors.field('sellerTaxId')}
      />
      <MoneyField
        label={t('invoice.tax')}
        prefix="NT$"
        name="tax"
        hint={t('invoice.taxHint')}
        error={errors.field('tax')}
      />
      <Checkbox
        label={t('invoice.deductible')}
        hint={t(isInvoiceUser ? 'invoice.deductibleHint' : 'invoice.notUser')}
        name="isDeductible"
        value="on"
        disabled={!isInvoiceUser}
        defaultChecked={isInvoiceUser}
      />
    </div>
  )
}
