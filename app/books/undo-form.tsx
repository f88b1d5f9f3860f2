import { Form } from '@remix-run/react'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Disclosure } from '#app/components/disclosure.tsx'
import { Field } from '#app/components/field.tsx'
import type { ActionAnswer } from '#app/server/edge.server.ts'
import { ExceptionField } from './exception-field.tsx'

/** Undoes what the page shows, with a reason. What was booked stays, and its opposite stands beside it. */
export function UndoForm({
  answer,
  day,
}: {
  answer: ActionAnswer<unknown> | undefined
  /** The day to undo on, where the page lets one choose. */
  day?: { defaultValue: string; min: string; max: string }
}) {
  const { t } = useTranslation('ledger')
  return (
    <Disclosure label={t('undo.open')} icon={Undo2} kind="outline">
      <Form method="post" className="stack">
        <p>{t('undo.text')}</p>
        <Field
          label={t('undo.reason')}
          optional={t('optional')}
          name="reason"
          maxLength={200}
          autoComplete="off"
        />
        {day && <Field label={t('undo.day')} type="date" name="postedOn" required {...day} />}
        <ExceptionField answer={answer} />
        <Button type="submit" kind="danger" icon={Undo2}>
          {t('undo.confirm')}
        </Button>
      </Form>
    </Disclosure>
  )
}
