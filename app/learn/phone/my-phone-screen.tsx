import { ArrowLeft, Fingerprint, KeyRound, LogOut, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import type { LearnPerson, OwnAccount } from '#modules/learning/shared.ts'
import type { Desk, DeskState } from '../desk.ts'
import { PasswordForm, WriteDown } from './password-form.tsx'
import { type AccountChange, changeAccount, fetchAccount } from './phone-api.ts'
import { SureButton } from './sure-button.tsx'
import { type Trouble, troubleOf } from './trouble.ts'
import { TroubleNotice } from './trouble-notice.tsx'
import { useMakePasskey } from './use-make-passkey.ts'

export interface MyPhoneScreenProps {
  desk: Desk
  state: DeskState
  person: LearnPerson
  onBack: () => void
}

/** How somebody comes back, and the phones they learn on: seen, added and taken away by themselves. */
export function MyPhoneScreen({ desk, state, person, onBack }: MyPhoneScreenProps) {
  const { t } = useTranslation('ownphone')
  const head = useRef<HTMLHeadingElement>(null)
  const [account, setAccount] = useState<OwnAccount>()
  const [trouble, setTrouble] = useState<Trouble>()
  const { token } = desk
  useEffect(() => head.current?.focus(), [])
  const look = useCallback(async () => {
    setTrouble(undefined)
    const answer = await fetchAccount(token)
    if (answer.kind === 'ok') setAccount(answer.value)
    else setTrouble(troubleOf(answer))
  }, [token])
  useEffect(() => {
    look().catch(console.error)
  }, [look])
  const change = async (wanted: AccountChange) => {
    setTrouble(undefined)
    const answer = await changeAccount(token, wanted)
    if (answer.kind === 'ok') setAccount(answer.value)
    else setTrouble(troubleOf(answer))
    // This phone itself may be the one that was taken out of use.
    desk.look()
  }
  const onChange = (wanted: AccountChange) => void change(wanted).catch(console.error)
  return (
    <main className="learn-page">
      <div className="row">
        <Button size="key" icon={ArrowLeft} onClick={onBack}>
          {t('mine.leave')}
        </Button>
      </div>
      <h1 ref={head} tabIndex={-1}>
        {t('mine.title')}
      </h1>
      <TroubleNotice trouble={trouble} />
      {!account && trouble && (
        <Button size="key" onClick={() => void look().catch(console.error)}>
          {t('again')}
        </Button>
      )}
      {!account && !trouble && <p role="status">{t('mine.busy')}</p>}
      {account && (
        <>
          <Passkeys token={token} account={account} onAccount={setAccount} onChange={onChange} />
          <Password
            token={token}
            name={person.name}
            account={account}
            onAccount={setAccount}
            onChange={onChange}
          />
          <Phones account={account} unsentCount={state.unsentCount} onChange={onChange} />
        </>
      )}
    </main>
  )
}

interface PartProps {
  account: OwnAccount
  onChange: (change: AccountChange) => void
}
interface MakingProps extends PartProps {
  token: string
  onAccount: (account: OwnAccount) => void
}

function Passkeys({ token, account, onAccount, onChange }: MakingProps) {
  const { t } = useTranslation('ownphone')
  const day = useDay()
  const { isPossible, isBusy, trouble, make } = useMakePasskey(token, onAccount)
  const isMadeHere = account.passkeys.some((each) => each.isMadeHere)
  if (!isPossible && account.passkeys.length === 0) return null
  return (
    <Card title={t('passkey.title')}>
      <TroubleNotice trouble={trouble} />
      <ul className="own-rows">
        {account.passkeys.map(({ id, madeAt, isMadeHere }) => (
          <li key={id}>
            <span>
              {isMadeHere
                ? t('passkey.here', { day: day(madeAt) })
                : t('passkey.elsewhere', { day: day(madeAt) })}
            </span>
            <SureButton
              icon={Trash2}
              label={t('passkey.remove')}
              text={t('passkey.remove_text')}
              confirm={t('remove_sure')}
              onSure={() => onChange({ intent: 'remove_passkey', id })}
            />
          </li>
        ))}
      </ul>
      {isPossible && !isMadeHere && (
        <>
          <p>{t('passkey.hint')}</p>
          <Button
            size="key"
            icon={Fingerprint}
            busy={isBusy}
            busyLabel={t('passkey.busy')}
            onClick={make}
          >
            {t('passkey.make')}
          </Button>
        </>
      )}
    </Card>
  )
}

function Password({ token, name, account, onAccount, onChange }: MakingProps & { name: string }) {
  const { t } = useTranslation('ownphone')
  const [isOpen, setOpen] = useState(false)
  const has = account.loginName !== null
  return (
    <Card title={t('password.password')}>
      {has && !isOpen && <WriteDown account={account} />}
      {!has && !isOpen && <p>{t('password.about')}</p>}
      {isOpen ? (
        <PasswordForm
          token={token}
          name={account.loginName ?? name}
          onSaved={(saved) => {
            setOpen(false)
            onAccount(saved)
          }}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <div className="own-rows">
          <Button size="key" icon={KeyRound} onClick={() => setOpen(true)}>
            {has ? t('password.change') : t('password.make')}
          </Button>
          {has && (
            <SureButton
              icon={Trash2}
              label={t('password.remove')}
              text={t('password.remove_text')}
              confirm={t('remove_sure')}
              onSure={() => onChange({ intent: 'remove_password' })}
            />
          )}
        </div>
      )}
    </Card>
  )
}

function Phones({ account, unsentCount, onChange }: PartProps & { unsentCount: number }) {
  const { t } = useTranslation('ownphone')
  const day = useDay()
  return (
    <Card title={t('phones.title')}>
      <ul className="own-rows">
        {account.phones.map(({ id, since, seenAt, isThis }) => (
          <li key={id}>
            <span>
              <b>{isThis ? t('phones.this') : t('phones.other')}</b>{' '}
              {t('phones.since', { day: day(since) })}
              {!isThis && seenAt !== null && ` · ${t('phones.seen', { day: day(seenAt) })}`}
            </span>
            {isThis && unsentCount > 0 ? (
              <span>{t('phones.unsent', { count: unsentCount })}</span>
            ) : (
              <SureButton
                icon={isThis ? LogOut : Trash2}
                label={isThis ? t('phones.leave') : t('phones.remove')}
                text={isThis ? t('phones.leave_text') : t('phones.remove_text')}
                confirm={isThis ? t('phones.leave_sure') : t('remove_sure')}
                onSure={() => onChange({ intent: 'remove_phone', id })}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** A day as people say it: 11月27日. */
function useDay(): (instant: string) => string {
  const { i18n } = useTranslation('ownphone')
  const format = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric' })
  return (instant) => format.format(new Date(instant))
}
