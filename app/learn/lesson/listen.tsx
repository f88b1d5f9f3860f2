import { Square, Volume2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { classes } from '#app/components/classes.ts'
import { useLesson } from './use-lesson.ts'

export interface ListenProps {
  /** What it is, among all that can be heard on a screen. */
  id: string
  text: string
  /** The block whose recording it is, where the whole block is meant. */
  blockId?: string | undefined
  /** What key L reads. */
  isMain?: boolean | undefined
  /** Icon above its word, for beside a message. */
  stacked?: boolean | undefined
}

/** Reads something aloud. Absent where this device has neither a recording nor a voice. */
export function Listen({ id, text, blockId, isMain, stacked }: ListenProps) {
  const { t } = useTranslation('lesson')
  const { pack, voice, voiceOf } = useLesson()
  const recording = blockId === undefined ? undefined : voiceOf(blockId)
  if (recording === undefined && !voice.canRead) return null
  const isSaying = voice.sayingId === id
  const Icon = isSaying ? Square : Volume2
  return (
    <button
      type="button"
      className={classes('button', 'button-key', 'listen', stacked && 'button-stacked')}
      aria-pressed={isSaying}
      aria-keyshortcuts={isMain ? 'L' : undefined}
      data-listen={isMain ? '' : undefined}
      onClick={() => voice.toggle(id, text, recording)}
    >
      <Icon aria-hidden="true" />
      <span>{isSaying ? t('listen.stop') : t('listen.play')}</span>
      {stacked && (
        <span className="visually-hidden" lang={pack.language}>
          {text}
        </span>
      )}
    </button>
  )
}
