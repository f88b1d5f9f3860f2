import { Check, Mic, Square } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Checkbox } from '#app/components/choices.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { errorText } from '#app/refusal.ts'
import { secondsOf } from './seconds.ts'
import type { VoiceDesk } from './use-voice-desk.ts'
import { type Draft, readSound } from './voice-store.ts'

/** A recording that is still on this device: to hear, to do again, to keep, or on its way. */
export function DraftCard({ draft, desk }: { draft: Draft; desk: VoiceDesk }) {
  const { t, i18n } = useTranslation('voices')
  const { refusal } = draft
  return (
    <div className="voice-kept">
      <p>
        <b>{t(`draft.${draft.state === 'recording' ? 'stopped' : draft.state}`)}</b> ·{' '}
        {t('seconds', { n: secondsOf(draft.durationMs) })}
      </p>
      <Player draft={draft} />
      {refusal && (
        <Notice
          kind="wrong"
          title={errorText(i18n, refusal.code, refusal.data) ?? t('draft.refused_text')}
          announce
        />
      )}
      {draft.state === 'stopped' && <ConsentForm draft={draft} desk={desk} />}
      {draft.state !== 'waiting' && (
        <div className="row">
          <Button
            onClick={() => void desk.discard(draft.id).then(() => desk.record(draft.blockId))}
          >
            {t('draft.again')}
          </Button>
          <Button kind="danger" onClick={() => void desk.discard(draft.id)}>
            {t('draft.discard')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Player({ draft: { id, mime } }: { draft: Draft }) {
  const { t } = useTranslation('voices')
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    let isGone = false
    readSound(id, mime).then((sound) => {
      if (isGone) return
      made = URL.createObjectURL(sound)
      setAddress(made)
    }, console.error)
    return () => {
      isGone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [id, mime])
  // biome-ignore lint/a11y/useMediaCaption: what is said stands above, in writing.
  return address && <audio controls src={address} aria-label={t('draft.listen')} />
}

/** Who speaks, and that they agree: said aloud, or ticked. */
function ConsentForm({ draft, desk }: { draft: Draft; desk: VoiceDesk }) {
  const { t } = useTranslation('voices')
  const [sound, setSound] = useState<ArrayBuffer | null>(null)
  const [isTicked, setTicked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const licence = t('consent.sentence')
  const isSaying = desk.purpose === `consent ${draft.id}`
  const hasAgreed = sound !== null || isTicked
  const keep = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!hasAgreed) return
    setBusy(true)
    const speaker = String(new FormData(event.currentTarget).get('speaker') ?? '').trim()
    const how = sound ? ('spoken' as const) : ('ticked' as const)
    const consent = { how, at: new Date().toISOString(), licence, speaker, sound }
    desk.keep(draft, consent).catch((cause: unknown) => {
      console.error(cause)
      setBusy(false)
    })
  }
  return (
    <form onSubmit={keep} className="stack">
      <p className="measure">{t('consent.ask')}</p>
      <blockquote className="voice-sentence">{licence}</blockquote>
      {isSaying ? (
        <Button icon={Square} kind="danger" onClick={desk.stop}>
          {t('consent.said')}
        </Button>
      ) : (
        <Button
          icon={sound ? Check : Mic}
          onClick={() => void desk.sayConsent(draft.id, (said) => setSound(said))}
        >
          {sound ? t('consent.say_again') : t('consent.say')}
        </Button>
      )}
      <Checkbox
        label={t('consent.tick')}
        checked={isTicked}
        onChange={(event) => setTicked(event.currentTarget.checked)}
      />
      <Field
        label={t('consent.name')}
        optional={t('consent.optional')}
        hint={t('consent.name_hint')}
        name="speaker"
        maxLength={60}
        autoComplete="off"
      />
      <Button
        type="submit"
        kind="outline"
        busy={isBusy}
        busyLabel={t('draft.keeping')}
        {...(!hasAgreed && { disabledReason: t('consent.needed') })}
      >
        {t('draft.keep')}
      </Button>
    </form>
  )
}
