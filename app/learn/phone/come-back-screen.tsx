import { ArrowLeft, Fingerprint } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import type { Fetched } from '#app/offline/answers.ts'
import { newPhone } from '../own-device.ts'
import { hasPasskeys, signWithPasskey } from './passkeys.ts'
import { PasswordField } from './password-field.tsx'
import { askForPasskey, comeBackWithPasskey, comeBackWithPassword } from './phone-api.ts'
import { type Trouble, troubleOf, troubleOfPasskey } from './trouble.ts'
import { TroubleNotice } from './trouble-notice.tsx'

export interface ComeBackScreenProps {
  onJoined: (token: string) => void
  onLeave: () => void
}

/** Somebody who has done lessons before, on a phone that knows nothing of them. */
export function ComeBackScreen({ onJoined, onLeave }: ComeBackScreenProps) {
  const { t } = useTranslation('ownphone')
  const [trouble, setTrouble] = useState<Trouble>()
  const [busy, setBusy] = useState<'passkey' | 'password'>()
  // The same for every press with the same name, so that a lost answer makes no second phone.
  const phones = useRef(new Map<string, ReturnType<typeof newPhone>>())
  const phoneFor = (whom: string) => {
    const phone = phones.current.get(whom) ?? newPhone()
    phones.current.set(whom, phone)
    return phone
  }
  const run = (how: 'passkey' | 'password', work: () => Promise<Trouble | undefined>) => {
    if (busy) return
    setBusy(how)
    setTrouble(undefined)
    work()
      .then(setTrouble)
      .catch(console.error)
      .finally(() => setBusy(undefined))
  }
  const take = (answer: Fetched<{ token: string }>) => {
    if (answer.kind !== 'ok') return troubleOf(answer)
    onJoined(answer.value.token)
    return undefined
  }
  const withPasskey = async () => {
    const asked = await askForPasskey()
    if (asked.kind !== 'ok') return troubleOf(asked)
    const signed = await signWithPasskey(asked.value)
    if (typeof signed === 'string') return troubleOfPasskey(signed)
    return take(await comeBackWithPasskey(signed, phoneFor(signed.id)))
  }
  const withPassword = async (form: FormData): Promise<Trouble | undefined> => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const [centre, name] = [text('centre'), text('name')]
    const password = String(form.get('password') ?? '')
    if (centre === '' || name === '' || password === '') return { about: 'missing' }
    const phone = phoneFor(`${centre} ${name}`)
    return take(await comeBackWithPassword({ centre, name, password, phone }))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    run('password', () => withPassword(form))
  }
  return (
    <main className="learn-page">
      <div className="row">
        <Button size="key" icon={ArrowLeft} onClick={onLeave}>
          {t('back.leave')}
        </Button>
      </div>
      <h1>{t('back.title')}</h1>
      <TroubleNotice trouble={trouble} />
      {hasPasskeys() && (
        <section className="own-choices" aria-label={t('back.passkey')}>
          <Button
            size="pay"
            wide
            icon={Fingerprint}
            busy={busy === 'passkey'}
            busyLabel={t('passkey.busy')}
            onClick={() => run('passkey', withPasskey)}
          >
            {t('back.passkey')}
          </Button>
          <p>{t('back.or')}</p>
        </section>
      )}
      <form className="stack join-form" onSubmit={submit} noValidate>
        <Field
          label={t('back.centre')}
          hint={t('back.centre_hint')}
          name="centre"
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
        />
        <Field label={t('password.name')} name="name" autoComplete="username" maxLength={60} />
        <PasswordField autoComplete="current-password" />
        <Button
          kind="primary"
          size="pay"
          type="submit"
          wide
          busy={busy === 'password'}
          busyLabel={t('back.busy')}
        >
          {t('back.submit')}
        </Button>
      </form>
      <p className="muted">{t('back.forgotten')}</p>
    </main>
  )
}
