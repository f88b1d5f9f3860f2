import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Logo } from '#app/components/logo.tsx'
import { idOfToken, openLearnStore } from '../own-device.ts'
import { bringInvitation } from './phone-api.ts'
import { type Trouble, troubleOf } from './trouble.ts'
import { TroubleNotice } from './trouble-notice.tsx'

export interface InvitationScreenProps {
  token: string
  onJoined: (token: string) => void
  onLeave: () => void
}

/** A trainer's link was opened: this phone becomes its learner's own, or is told why not. */
export function InvitationScreen({ token, onJoined, onLeave }: InvitationScreenProps) {
  const { t } = useTranslation(['ownphone', 'learn'])
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(true)
  const bring = useCallback(async () => {
    setBusy(true)
    setTrouble(undefined)
    const phone = await (await openLearnStore()).claim(idOfToken(token) ?? '')
    const answer = await bringInvitation(token, phone)
    if (answer.kind === 'ok') return onJoined(answer.value.token)
    setBusy(false)
    setTrouble(troubleOf(answer))
  }, [token, onJoined])
  useEffect(() => {
    bring().catch(console.error)
  }, [bring])
  return (
    <main className="learn-page" aria-busy={isBusy}>
      <Logo label={t('learn:app')} />
      <h1 role="status">{isBusy ? t('invite.busy') : t('invite.failed')}</h1>
      <TroubleNotice trouble={trouble} />
      {!isBusy && (
        <div className="row">
          {(trouble?.about === 'offline' || trouble?.about === 'wait') && (
            <Button kind="primary" size="key" onClick={() => void bring().catch(console.error)}>
              {t('again')}
            </Button>
          )}
          <Button size="key" onClick={onLeave}>
            {t('invite.leave')}
          </Button>
        </div>
      )}
    </main>
  )
}
