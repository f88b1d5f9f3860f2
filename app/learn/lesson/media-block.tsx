import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { blockWords } from './lesson-words.ts'
import { Paragraphs } from './rich-text.tsx'
import { BlockHead, Next } from './screen.tsx'
import { type BlockProps, useLesson } from './use-lesson.ts'

/** Files of a course beside its packs. What is said stands below, so a missing file loses nothing. */
const addressOf = (courseId: string, file: string): string =>
  `/api/learn/media/${encodeURIComponent(courseId)}/${encodeURIComponent(file)}`

export function MediaBlock({ block, onDone }: BlockProps<'audio' | 'video'>) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const [isMissing, setMissing] = useState(false)
  const source = addressOf(pack.courseId, block.source)
  const shared = { controls: true, preload: 'metadata', onError: () => setMissing(true) } as const
  return (
    <>
      <BlockHead id={block.id} text={blockWords(block, pack)} />
      {isMissing && <p className="lesson-said">{t('media.missing')}</p>}
      {!isMissing && block.kind === 'audio' && (
        <audio className="lesson-media" src={source} {...shared} />
      )}
      {!isMissing && block.kind === 'video' && (
        <video className="lesson-media" src={source} playsInline {...shared}>
          <track
            default
            kind="captions"
            srcLang={pack.language}
            label={t('media.captions')}
            src={addressOf(pack.courseId, block.captions)}
          />
        </video>
      )}
      <Paragraphs paragraphs={block.paragraphs} />
      <Next onPress={onDone} />
    </>
  )
}
