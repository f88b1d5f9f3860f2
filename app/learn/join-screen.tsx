import { History } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { Logo } from '#app/components/logo.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Select } from '#app/components/select.tsx'
import type { Failed } from '#app/offline/answers.ts'
import { newId } from '#modules/kernel/shared.ts'
import { joinClass } from './learn-api.ts'

export interface JoinScreenProps {
  /** A trainer's link came, and was not whole. */
  isLinkWrong: boolean
  language: string
  onJoined: (token: string) => void
  /** They have done lessons before, on another phone. */
  onComeBack: () => void
}

/** Each in its own words, for whoever can't read the others. */
const LANGUAGES = [
  { value: 'zh-TW', label: '中文' },
  { value: 'en', label: 'English' },
]

type Trouble =
  | { about: 'code' | 'name' | 'unknown' | 'closed' | 'offline' | 'other' }
  | { about: 'wait'; seconds: number }

/** A phone joins a class with the six digits on its wall, and becomes that learner's own device. */
export function JoinScreen({ isLinkWrong, language, onJoined, onComeBack }: JoinScreenProps) {
  const { t } = useTranslation('learn')
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  // The same for every press, so that a lost answer makes nobody twice.
  const requestId = useRef(newId())
  const join = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const code = text('code').normalize('NFKC').replace(/\D/g, '')
    const displayName = text('name')
    if (code.length !== 6) return setTrouble({ about: 'code' })
    if (displayName === '') return setTrouble({ about: 'name' })
    setBusy(true)
    setTrouble(undefined)
    const joining = { code, displayName, language: text('language'), requestId: requestId.current }
    const answer = await joinClass(joining)
    setBusy(false)
    if (answer.kind === 'ok') onJoined(answer.value.token)
    else setTrouble(troubleOf(answer))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isBusy) join(new FormData(event.currentTarget)).catch(console.error)
  }
  const errorOf = (...abouts: Trouble['about'][]) =>
    trouble && abouts.includes(trouble.about) ? t(`join.trouble.${trouble.about}`) : undefined
  return (
    <main className="learn-page">
      <Logo label={t('app')} />
      <h1>{t('join.title')}</h1>
      {isLinkWrong && <Notice kind="wrong" title={t('link_wrong')} />}
      {trouble?.about === 'wait' && (
        <Notice
          kind="waiting"
          title={t('join.trouble.wait', { seconds: trouble.seconds })}
          announce
        />
      )}
      {errorOf('offline', 'other') && (
        <Notice kind="wrong" title={errorOf('offline', 'other') ?? ''} announce />
      )}
      <form className="stack join-form" onSubmit={submit} noValidate>
        <Field
          label={t('join.code')}
          name="code"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          error={errorOf('code', 'unknown', 'closed')}
        />
        <Field
          label={t('join.name')}
          name="name"
          hint={t('join.name_hint')}
          autoComplete="nickname"
          maxLength={60}
          error={errorOf('name')}
        />
        <Select
          label={t('join.language')}
          name="language"
          defaultValue={language}
          options={LANGUAGES}
        />
        <Button
          kind="primary"
          size="pay"
          type="submit"
          wide
          busy={isBusy}
          busyLabel={t('join.busy')}
        >
          {t('join.submit')}
        </Button>
      </form>
      <Button size="key" icon={History} wide onClick={onComeBack}>
        {t('join.come_back')}
      </Button>
      <p className="muted">{t('join.venue')}</p>
    </main>
  )
}

function troubleOf(answer: Failed): Trouble {
  if (answer.kind === 'unreachable') return { about: 'offline' }
  if (answer.kind !== 'refused') return { about: 'other' }
  switch (answer.code) {
    case 'centre.unknown_code':
      return { about: 'unknown' }
    case 'centre.unknown_class':
    case 'centre.class_closed':
      return { about: 'closed' }
    case 'identity.too_many_tries':
      return { about: 'wait', seconds: Number(answer.data?.seconds) || 60 }
    case 'request.bad_field':
      return { about: answer.data?.field === 'displayName' ? 'name' : 'other' }
    default:
      return { about: 'other' }
  }
}
