import { Form, Link, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { useFormErrors } from '#app/components/form-errors.ts'
import { Notice } from '#app/components/notice.tsx'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { percentText } from './percent.ts'

/** What the form shows of a neighbour. */
export interface FormConsignor {
  id: string
  name: string
  phone: string | null
  keepBp: number
  note: string
  /** Undefined for somebody who is not there yet. */
  changedAt?: string | undefined
}

const FIELDS = ['name', 'phone', 'keep', 'note']

export interface ConsignorFormProps {
  consignor: FormConsignor
  answer: ActionAnswer<unknown> | undefined
  /** Where one goes who changes nothing. */
  cancelTo: string
}

/** Who leaves goods here, and what the shop keeps of a sale. */
export function ConsignorForm({ consignor, answer, cancelTo }: ConsignorFormProps) {
  const { t } = useTranslation('consignment')
  const errors = useFormErrors(answer, FIELDS)
  const isBusy = useNavigation().formMethod === 'POST'
  return (
    <Form method="post" className="stack stack-loose consignment-column" noValidate>
      {errors.general && <Notice kind="wrong" title={errors.general} announce />}
      <input type="hidden" name="act" value="save" />
      <input type="hidden" name="id" value={consignor.id} />
      {consignor.changedAt && (
        <input type="hidden" name="shownChangedAt" value={consignor.changedAt} />
      )}
      <Field
        label={t('form.name')}
        name="name"
        defaultValue={consignor.name}
        maxLength={60}
        autoComplete="off"
        error={errors.field('name')}
      />
      <Field
        label={t('form.phone')}
        optional={t('optional')}
        name="phone"
        type="tel"
        defaultValue={consignor.phone ?? ''}
        maxLength={40}
        autoComplete="off"
        error={errors.field('phone')}
      />
      <Field
        label={t('form.keep')}
        hint={t('form.keepHint')}
        name="keep"
        inputMode="decimal"
        unit="%"
        figure
        defaultValue={percentText(consignor.keepBp)}
        autoComplete="off"
        error={errors.field('keep')}
      />
      <Field
        label={t('form.note')}
        optional={t('optional')}
        name="note"
        defaultValue={consignor.note}
        maxLength={300}
        autoComplete="off"
        error={errors.field('note')}
      />
      <div className="row">
        <Button type="submit" kind="primary" size="key" icon={Check} busy={isBusy}>
          {t('form.save')}
        </Button>
        <Link to={cancelTo} className={buttonClass({ size: 'key' })}>
          {t('form.cancel')}
        </Link>
      </div>
    </Form>
  )
}
