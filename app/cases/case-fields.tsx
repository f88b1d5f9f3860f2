import { Form, useNavigation } from '@remix-run/react'
import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { Checkbox, RadioGroup } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import type { FormErrors } from '#app/components/form-errors.ts'
import { TextArea } from '#app/components/text-area.tsx'

interface CaseFieldsProps {
  errors: FormErrors
  /** One was looked at already: to look again is not the next step. */
  isSecond: boolean
  /** Who looks now, and probably looked at the text. */
  name: string
}

/** What was heard, in a few short fields. */
export function CaseFields({ errors, isSecond, name }: CaseFieldsProps) {
  const { t } = useTranslation('cases')
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Card title={t('form.title')}>
      <Form method="post" className="stack">
        <input type="hidden" name="intent" value="preview" />
        <RadioGroup
          legend={t('form.template')}
          name="template"
          defaultValue="hurry"
          hint={errors.field('template')}
          options={[
            { value: 'hurry', label: t('template.hurry') },
            { value: 'link', label: t('template.link') },
            { value: 'parcel', label: t('template.parcel') },
            { value: 'relative', label: t('template.relative') },
          ]}
        />
        <p className="measure">{t('form.rule')}</p>
        <Field {...told('from', 30, errors)} label={t('form.from')} hint={t('form.from_hint')} />
        <TextArea
          {...told('said', 120, errors)}
          rows={2}
          label={t('form.said')}
          hint={t('form.said_hint')}
        />
        <Field
          {...told('wanted', 80, errors)}
          label={t('form.wanted')}
          hint={t('form.wanted_hint')}
        />
        <Field
          {...told('gaveAway', 80, errors)}
          label={t('form.gave_away')}
          hint={t('form.gave_away_hint')}
        />
        <Field {...told('title', 40, errors)} label={t('form.name')} hint={t('form.name_hint')} />
        <Field
          {...told('reviewedBy', 60, errors)}
          label={t('form.reviewed_by')}
          defaultValue={name}
        />
        <Checkbox label={t('form.nobody')} required />
        <Button
          type="submit"
          kind={isSecond ? 'outline' : 'primary'}
          icon={Eye}
          busy={isBusy}
          busyLabel={t('form.busy')}
        >
          {t('form.preview')}
        </Button>
      </Form>
    </Card>
  )
}

const told = (name: string, maxLength: number, errors: FormErrors) => ({
  ...{ name, maxLength, required: true, autoComplete: 'off' },
  error: errors.field(name),
})
