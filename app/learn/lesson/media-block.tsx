import { Pause, Play, RotateCcw } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { blockWords } from './lesson-words.ts'
import { Paragraphs } from './rich-text.tsx'
import { BlockHead, Next } from './screen.tsx'
import { type BlockProps, useLesson } from './use-lesson.ts'
import { useMedia } from './use-media.ts'

/** What is seen or heard stands below in words, so a file that is missing loses nothing. */
export function MediaBlock({ block, onDone }: BlockProps<'audio' | 'video'>) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const [isBroken, setBroken] = useState(false)
  const source = useMedia(block.source)
  const captions = useMedia(block.kind === 'video' ? block.captions : undefined)
  const opens = source === 'opens' || captions === 'opens'
  return (
    <>
      <BlockHead id={block.id} text={blockWords(block, pack)} />
      {opens && <div className="lesson-media" aria-busy="true" />}
      {!opens && (isBroken || source === undefined) && (
        <p className="lesson-said">{t('media.missing')}</p>
      )}
      {!opens && !isBroken && source !== undefined && (
        <Playing
          kind={block.kind}
          source={source}
          captions={captions}
          onError={() => setBroken(true)}
        />
      )}
      <Paragraphs paragraphs={block.paragraphs} />
      <Next onPress={onDone} />
    </>
  )
}

interface PlayingProps {
  kind: 'audio' | 'video'
  source: string
  captions: string | undefined
  onError: () => void
}

function Playing({ kind, source, captions, onError }: PlayingProps) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const player = useRef<HTMLMediaElement>(null)
  const [state, setState] = useState<'rests' | 'plays' | 'over'>('rests')
  const shared = {
    className: 'lesson-media',
    src: source,
    controls: true,
    preload: 'metadata',
    onError,
    onPlay: () => setState('plays'),
    onPause: () => setState('rests'),
    onEnded: () => setState('over'),
  } as const
  return (
    <>
      {kind === 'audio' ? (
        <audio ref={player as RefObject<HTMLAudioElement>} {...shared} />
      ) : (
        <video ref={player as RefObject<HTMLVideoElement>} playsInline {...shared}>
          {captions !== undefined && (
            <track
              default
              kind="captions"
              srcLang={pack.language}
              label={t('media.captions')}
              src={captions}
            />
          )}
        </video>
      )}
      <PlayKey state={state} player={player} />
    </>
  )
}

/** The player's own keys are small for a finger that trembles. */
function PlayKey(props: {
  state: 'rests' | 'plays' | 'over'
  player: RefObject<HTMLMediaElement>
}) {
  const { state, player } = props
  const { t } = useTranslation('lesson')
  const press = () => {
    if (state === 'plays') player.current?.pause()
    else player.current?.play().catch(console.error)
  }
  const [icon, word] = {
    rests: [Play, 'media.play'],
    plays: [Pause, 'media.pause'],
    over: [RotateCcw, 'media.again'],
  }[state] as [typeof Play, 'media.play']
  return (
    <Button size="key" icon={icon} onClick={press}>
      {t(word)}
    </Button>
  )
}
