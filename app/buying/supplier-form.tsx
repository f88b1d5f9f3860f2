import { Form, Link, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { RadioGroup } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import { TextArea } from '#app/components/text-area.tsx'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { TERMS, VOUCHERS } from '#modules/buying/shared.ts'

/** What the form shows of a supplier. */
export interface FormSupplier {
  id: string
  name: string
  taxId: string | null
  contact: string | null
  phone: string | null
  lineName: string | null
  leadDays: number
  terms: (typeof TERMS)[number]
  termDays: number
  voucher: (typeof VOUCHERS)[number]
  pricesIncludeTax: boolean
  note: string
  /** Undefined for a supplier that is not there yet. */
  changedAt?: string | undefined
}

const FIELDS = ['name', 'taxId', 'contact', 'phone', 'lineName', 'leadDays', 'termDays', 'note']

export interface SupplierFormProps {
  supplier: FormSupplier
  answer: ActionAnswer<unknown> | undefined
  /** Where one goes who changes nothing. */
  cancelTo: string
}

/** Whom one buys from, and what was agreed: keeps what was typed after a refusal. */
export function SupplierForm({ supplier, answer, cancelTo }: SupplierFormProps) {
  const { t } = useTranslation('buying')
  const errors = useFormErrors(answer, FIELDS)
  const isBusy = useNavigation().formMethod === 'POST'
  const text = (name: 'contact' | 'phone' | 'lineName', maxLength: number) => (
    <Field
      label={t(`supplier.${name}`)}
      optional={t('optional')}
      name={name}
      type={name === 'phone' ? 'tel' : 'text'}
      defaultValue={supplier[name] ?? ''}
      maxLength={maxLength}
      autoComplete="off"
      error={errors.field(name)}
    />
  )
  return (
    <Form method="post" className="stack stack-loose buying-column" noValidate>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="id" value={supplier.id} />
      {supplier.changedAt && (
        <input type="hidden" name="shownChangedAt" value={supplier.changedAt} />
      )}
      <Field
        label={t('supplier.name')}
        name="name"
        defaultValue={supplier.name}
        maxLength={120}
        required
        autoComplete="off"
        error={errors.field('name')}
      />
      {text('contact', 60)}
      {text('phone', 40)}
      {text('lineName', 60)}
      <Field
        label={t('supplier.leadDays')}
        name="leadDays"
        inputMode="numeric"
        defaultValue={supplier.leadDays}
        unit={t('supplier.days')}
        figure
        autoComplete="off"
        error={errors.field('leadDays')}
      />
      <TermsFields supplier={supplier} error={errors.field('termDays')} />
      <Field
        label={t('supplier.taxId')}
        optional={t('optional')}
        name="taxId"
        inputMode="numeric"
        defaultValue={supplier.taxId ?? ''}
        maxLength={40}
        autoComplete="off"
        hint={t('supplier.taxIdHint')}
        error={errors.field('taxId')}
      />
      <Select
        label={t('supplier.voucher')}
        name="voucher"
        defaultValue={supplier.voucher}
        options={VOUCHERS.map((value) => ({ value, label: t(`supplier.voucherWord.${value}`) }))}
      />
      <RadioGroup
        legend={t('supplier.prices')}
        name="pricesIncludeTax"
        defaultValue={supplier.pricesIncludeTax ? 'yes' : 'no'}
        options={(['yes', 'no'] as const).map((value) => ({
          value,
          label: t(`supplier.pricesWord.${value}`),
        }))}
      />
      <TextArea
        label={t('supplier.note')}
        optional={t('optional')}
        name="note"
        defaultValue={supplier.note}
        maxLength={1000}
        rows={3}
        error={errors.field('note')}
      />
      <div className="row">
        <Button
          type="submit"
          kind="primary"
          size="key"
          icon={Check}
          busy={isBusy}
          busyLabel={t('saving')}
        >
          {t('save')}
        </Button>
        <Link to={cancelTo} className={buttonClass({ size: 'key' })}>
          {t('cancel')}
        </Link>
      </div>
    </Form>
  )
}

/** When a bill is due; how many days is asked only where there are some. */
function TermsFields({ supplier, error }: { supplier: FormSupplier; error: string | undefined }) {
  const { t } = useTranslation('buying')
  const [terms, setTerms] = useState(supplier.terms)
  return (
    <>
      <RadioGroup
        legend={t('supplier.terms')}
        name="terms"
        value={terms}
        onChoose={setTerms}
        options={TERMS.map((value) => ({
          value,
          label: t(`supplier.termsWord.${value}`),
          hint: t(`supplier.termsHint.${value}`),
        }))}
      />
      {terms !== 'at_once' && (
        <Field
          label={t('supplier.termDays')}
          name="termDays"
          inputMode="numeric"
          defaultValue={supplier.termDays}
          unit={t('supplier.days')}
          figure
          autoComplete="off"
          error={error}
        />
      )}
    </>
  )
}
