import { Form, Link, useNavigation } from '@remix-run/react'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'

export interface ActFormProps {
  /** The act's id, made when the page was shown: pressing twice books once. */
  id: string
  general: string | undefined
  noteError: string | undefined
  cancelTo: string
  children: ReactNode
}

/** The frame of everything that is written down about goods: what is wrong, a note, and two ways out. */
export function ActForm({ id, general, noteError, cancelTo, children }: ActFormProps) {
  const { t } = useTranslation('stock')
  const isBusy = useNavigation().formMethod === 'POST'
  return (
    <Form method="post" className="stack stack-loose stock-column" noValidate>
      {general && <Notice kind="wrong" title={general} announce />}
      <input type="hidden" name="id" value={id} />
      {children}
      <Field
        label={t('form.note')}
        optional={t('form.optional')}
        name="note"
        maxLength={200}
        autoComplete="off"
        error={noteError}
      />
      <div className="row">
        <Button
          type="submit"
          kind="primary"
          size="key"
          icon={Check}
          busy={isBusy}
          busyLabel={t('form.saving')}
        >
          {t('form.save')}
        </Button>
        <Link to={cancelTo} className={buttonClass({ size: 'key' })}>
          {t('form.cancel')}
        </Link>
      </div>
    </Form>
  )
}
