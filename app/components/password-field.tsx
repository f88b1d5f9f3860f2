import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Checkbox } from './choices.tsx'
import { Field } from './field.tsx'

export interface PasswordFieldProps {
  label: string
  name: string
  /** Tells password managers whether to fill in or to make one up. */
  autoComplete: 'current-password' | 'new-password'
  hint?: string | undefined
  error?: string | undefined
}

/** A password that one may look at while typing: most mistakes are made blind. */
export function PasswordField({ label, name, autoComplete, hint, error }: PasswordFieldProps) {
  const { t } = useTranslation('identity')
  const [isShown, setShown] = useState(false)
  return (
    <div className="stack stack-tight">
      <Field
        label={label}
        name={name}
        type={isShown ? 'text' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        hint={hint}
        error={error}
      />
      <Checkbox
        label={t('showPassword')}
        checked={isShown}
        onChange={(event) => setShown(event.currentTarget.checked)}
      />
    </div>
  )
}
