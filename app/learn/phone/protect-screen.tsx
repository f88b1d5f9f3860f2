import { ArrowRight, Fingerprint, KeyRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import type { LearnPerson, OwnAccount } from '#modules/learning/shared.ts'
import { Face } from '../who-tiles.tsx'
import { PasswordForm, WriteDown } from './password-form.tsx'
import { TroubleNotice } from './trouble-notice.tsx'
import { useMakePasskey } from './use-make-passkey.ts'

export interface ProtectScreenProps {
  token: string
  person: LearnPerson
  onDone: () => void
}

type Step =
  | { at: 'choose' }
  | { at: 'password' }
  | { at: 'done'; account: OwnAccount; how: 'passkey' | 'password' }

/** A phone is somebody's own now: how they come back when it is lost, if they want to. */
export function ProtectScreen({ token, person, onDone }: ProtectScreenProps) {
  const { t } = useTranslation('ownphone')
  const head = useRef<HTMLHeadingElement>(null)
  const [step, setStep] = useState<Step>({ at: 'choose' })
  const passkey = useMakePasskey(token, (account) =>
    setStep({ at: 'done', account, how: 'passkey' }),
  )
  const { at } = step
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its head.
  useEffect(() => head.current?.focus(), [at])
  return (
    <main className="learn-page">
      <div className="sign-in-person">
        <Face person={person} />
        <h1 ref={head} tabIndex={-1}>
          {at === 'password' ? t('password.title') : t('offer.title', { name: person.name })}
        </h1>
      </div>
      {step.at === 'done' && (
        <>
          <Notice kind="done" title={t(`offer.done_${step.how}`)} announce />
          {step.how === 'password' && <WriteDown account={step.account} />}
          <Button kind="primary" size="pay" wide iconAfter={ArrowRight} onClick={onDone}>
            {t('offer.go_on')}
          </Button>
        </>
      )}
      {step.at === 'password' && (
        <PasswordForm
          token={token}
          name={person.name}
          onSaved={(account) => setStep({ at: 'done', account, how: 'password' })}
          onCancel={() => setStep({ at: 'choose' })}
        />
      )}
      {step.at === 'choose' && (
        <div className="own-choices">
          <p className="sign-in-ask">{t('offer.text')}</p>
          <TroubleNotice trouble={passkey.trouble} />
          {passkey.isPossible && (
            <div className="stack stack-tight">
              <Button
                kind="primary"
                size="pay"
                wide
                icon={Fingerprint}
                busy={passkey.isBusy}
                busyLabel={t('passkey.busy')}
                onClick={passkey.make}
              >
                {t('passkey.make')}
              </Button>
              <p>{t('passkey.hint')}</p>
            </div>
          )}
          <div className="stack stack-tight">
            <Button size="pay" wide icon={KeyRound} onClick={() => setStep({ at: 'password' })}>
              {t('password.make')}
            </Button>
            <p>{t('password.about')}</p>
          </div>
          <div className="stack stack-tight">
            <Button size="key" wide onClick={onDone}>
              {t('offer.later')}
            </Button>
            <p>{t('offer.later_text')}</p>
          </div>
        </div>
      )}
    </main>
  )
}
