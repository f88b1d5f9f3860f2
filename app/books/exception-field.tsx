import { useTranslation } from 'react-i18next'
import { Field } from '#app/components/field.tsx'
import type { ActionAnswer } from '#app/server/edge.server.ts'

/** Asks why, once a day was refused because it is locked: then the same form goes through with it. */
export function ExceptionField({ answer }: { answer: ActionAnswer<unknown> | undefined }) {
  const { t } = useTranslation('ledger')
  const isLocked = answer?.ok === false && 'code' in answer && LOCKED.includes(answer.code)
  if (!isLocked) return null
  return (
    <Field
      label={t('exception.label')}
      hint={t('exception.hint')}
      name="exceptionReason"
      required
      maxLength={300}
      autoComplete="off"
    />
  )
}

const LOCKED = ['bookkeeping.day_locked']
