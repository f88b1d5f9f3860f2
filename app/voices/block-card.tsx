import { Form } from '@remix-run/react'
import { Mic, Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Tag } from '#app/components/tag.tsx'
import { MAX_VOICE_MS, type Said } from '#modules/learning/shared.ts'
import { DraftCard } from './draft-card.tsx'
import { canRecord } from './record-sound.ts'
import { secondsOf } from './seconds.ts'
import { Translations, type WrittenBlock } from './translations.tsx'
import type { VoiceDesk } from './use-voice-desk.ts'

export interface Place {
  slug: string
  courseId: string
  language: string
}

interface KeptVoice {
  id: string
  speaker: string | null
  durationMs: number
  status: Said
  madeBy: string | null
  acceptedBy: string | null
}

export interface BlockCardProps {
  block: { id: string; words: string[] }
  desk: VoiceDesk
  place: Place
  voices: readonly KeptVoice[]
  translations: readonly WrittenBlock[]
}

/** One block: its words, who has read it, and a large microphone. */
export function BlockCard({ block, desk, place, voices, translations }: BlockCardProps) {
  const drafts = desk.drafts.filter(
    ({ blockId, language }) => blockId === block.id && language === place.language,
  )
  return (
    <li className="voice-block" id={block.id}>
      <div className="voice-words" lang="zh-TW">
        {block.words.map((words, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a text never move.
          <p key={index}>{words}</p>
        ))}
      </div>
      {voices.map((voice) => (
        <Kept key={voice.id} voice={voice} place={place} />
      ))}
      {drafts.map((draft) => (
        <DraftCard key={draft.id} draft={draft} desk={desk} />
      ))}
      <Microphone blockId={block.id} words={block.words} desk={desk} />
      <Translations blockId={block.id} place={place} written={translations} />
    </li>
  )
}

/** Starts and stops; says how long and how loud while it hears. */
function Microphone(props: { blockId: string; words: readonly string[]; desk: VoiceDesk }) {
  const { blockId, words, desk } = props
  const { t } = useTranslation('voices')
  const [isAble, setAble] = useState(true)
  useEffect(() => setAble(canRecord()), [])
  const first = words[0]?.slice(0, 12) ?? ''
  if (!isAble) return <p className="muted">{t('mic.none')}</p>
  if (desk.purpose !== blockId) {
    return (
      <Button
        size="pay"
        icon={Mic}
        className="voice-mic"
        aria-label={t('mic.start_of', { words: first })}
        onClick={() => void desk.record(blockId)}
      >
        {t('mic.start')}
      </Button>
    )
  }
  return (
    <div className="voice-now">
      <Button size="pay" icon={Square} kind="danger" className="voice-mic" onClick={desk.stop}>
        {t('mic.stop')}
      </Button>
      <p role="timer" aria-label={t('mic.seconds_label')}>
        {t('mic.seconds', { n: Math.floor(desk.ms / 1000), most: MAX_VOICE_MS / 1000 })}
      </p>
      <meter min={0} max={1} value={desk.level} aria-label={t('mic.level')} />
    </div>
  )
}

/** A recording that the centre has: to listen to, to accept, to take off. */
function Kept({ voice, place }: { voice: KeptVoice; place: Place }) {
  const { t } = useTranslation('voices')
  const who = voice.speaker ?? t('anonymous')
  return (
    <div className="voice-kept">
      <p>
        <b>{who}</b> · {t('seconds', { n: secondsOf(voice.durationMs) })}{' '}
        {voice.status === 'accepted' ? (
          <Tag tone="tea">{t('accepted', { name: voice.acceptedBy ?? '' })}</Tag>
        ) : (
          <Tag tone="gold">{t('submitted')}</Tag>
        )}
        <br />
        <span className="muted cap">{t('made_by', { name: voice.madeBy ?? '' })}</span>
      </p>
      {/* biome-ignore lint/a11y/useMediaCaption: what is said stands above, in writing. */}
      <audio
        controls
        preload="none"
        aria-label={t('listen_to', { name: who })}
        src={`/${place.slug}/courses/${place.courseId}/voices/${voice.id}`}
      />
      <Form method="post" className="row">
        <input type="hidden" name="intent" value="voice" />
        <input type="hidden" name="id" value={voice.id} />
        {voice.status === 'submitted' && (
          <Button type="submit" name="status" value="accepted" kind="outline">
            {t('accept')}
          </Button>
        )}
        <Button type="submit" name="status" value="removed" kind="danger">
          {t('take_off')}
        </Button>
      </Form>
    </div>
  )
}
