import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { MIN_PASSWORD } from '#modules/identity/shared.ts'
import { MAX_LOGIN_NAME, type OwnAccount } from '#modules/learning/shared.ts'
import { PasswordField } from './password-field.tsx'
import { changeAccount } from './phone-api.ts'
import { type Trouble, troubleOf } from './trouble.ts'
import { TroubleNotice } from './trouble-notice.tsx'
import { useTroubleWords } from './use-trouble.ts'

export interface PasswordFormProps {
  token: string
  /** What they are called; a short name is what they type elsewhere. */
  name: string
  onSaved: (account: OwnAccount) => void
  onCancel: () => void
}

/** A short name and a password, chosen once. */
export function PasswordForm({ token, name, onSaved, onCancel }: PasswordFormProps) {
  const { t } = useTranslation('ownphone')
  const say = useTroubleWords()
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const save = async (form: FormData) => {
    const loginName = String(form.get('loginName') ?? '').trim()
    const password = String(form.get('password') ?? '')
    if (loginName === '') return setTrouble({ about: 'missing' })
    if (password.length < MIN_PASSWORD) return setTrouble({ about: 'password_short' })
    setBusy(true)
    setTrouble(undefined)
    const answer = await changeAccount(token, { intent: 'password', loginName, password })
    setBusy(false)
    if (answer.kind === 'ok') onSaved(answer.value)
    else setTrouble(troubleOf(answer))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) save(new FormData(event.currentTarget)).catch(console.error)
  }
  const ofName = trouble && NAME_TROUBLES.has(trouble.about) ? say(trouble) : undefined
  const ofPassword = trouble?.about.startsWith('password_') ? say(trouble) : undefined
  return (
    <form className="stack join-form" onSubmit={submit} noValidate>
      {trouble && !ofName && !ofPassword && <TroubleNotice trouble={trouble} />}
      <Field
        label={t('password.name')}
        hint={t('password.name_hint')}
        name="loginName"
        defaultValue={name.slice(0, MAX_LOGIN_NAME)}
        maxLength={MAX_LOGIN_NAME}
        autoComplete="username"
        error={ofName}
      />
      <PasswordField autoComplete="new-password" hint={t('password.hint')} error={ofPassword} />
      <Button kind="primary" size="pay" type="submit" wide busy={isBusy} busyLabel={t('saving')}>
        {t('password.save')}
      </Button>
      <Button size="key" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </form>
  )
}

const NAME_TROUBLES = new Set<Trouble['about']>(['missing', 'login_name_taken'])

/** What somebody types on another phone: to be written down. The password stands nowhere. */
export function WriteDown({ account }: { account: OwnAccount }) {
  const { t } = useTranslation('ownphone')
  return (
    <section className="today" aria-label={t('password.write_down')}>
      <h2>{t('password.write_down')}</h2>
      <dl className="write-down">
        <dt>{t('back.centre')}</dt>
        <dd translate="no">{account.centre.code}</dd>
        <dt>{t('password.name')}</dt>
        <dd translate="no">{account.loginName}</dd>
      </dl>
      <p>{t('password.only_you')}</p>
    </section>
  )
}
