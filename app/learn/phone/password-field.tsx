import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'

export interface PasswordFieldProps {
  autoComplete: 'current-password' | 'new-password'
  hint?: string | undefined
  error?: string | undefined
}

/** A password that one may look at while typing. */
export function PasswordField({ autoComplete, hint, error }: PasswordFieldProps) {
  const { t } = useTranslation('ownphone')
  const [isShown, setShown] = useState(false)
  return (
    <div className="stack stack-tight">
      <Field
        label={t('password.password')}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        hint={hint}
        error={error}
      />
      <Checkbox
        label={t('password.show')}
        checked={isShown}
        onChange={(event) => setShown(event.currentTarget.checked)}
      />
    </div>
  )
}
