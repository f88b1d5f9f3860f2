import { useTranslation } from 'react-i18next'
import { Field } from './field.tsx'
import type { FormErrors } from './form-errors.ts'
import { PasswordField } from './password-field.tsx'

/** The names of the fields, and where refusals of the whole belong. */
export const NEW_ACCOUNT_FIELDS = ['displayName', 'identifier', 'password'] as const
export const NEW_ACCOUNT_CODES = {
  'identity.identifier_taken': 'identifier',
  'identity.password_common': 'password',
  'identity.password_own_name': 'password',
}

export interface NewAccountFieldsProps {
  errors: FormErrors
  /** What was typed before a refusal. */
  typed: Record<string, string> | undefined
}

/** Who one is and how one signs in later. */
export function NewAccountFields({ errors, typed }: NewAccountFieldsProps) {
  const { t } = useTranslation('identity')
  return (
    <>
      <Field
        label={t('displayName')}
        name="displayName"
        defaultValue={typed?.displayName}
        autoComplete="name"
        required
        maxLength={120}
        error={errors.field('displayName')}
      />
      <Field
        label={t('identifier')}
        name="identifier"
        defaultValue={typed?.identifier}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint={t('identifierHint')}
        error={errors.field('identifier')}
      />
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="new-password"
        hint={t('passwordHint')}
        error={errors.field('password')}
      />
    </>
  )
}
