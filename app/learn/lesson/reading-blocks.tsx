import { useTranslation } from 'react-i18next'
import { CALLOUT_SIGNS } from './callout-signs.ts'
import { drawingAddress } from './drawing.ts'
import { blockWords } from './lesson-words.ts'
import { Paragraphs } from './rich-text.tsx'
import { BlockHead, Next } from './screen.tsx'
import { type BlockProps, useLesson } from './use-lesson.ts'

export function TextBlock({ block, onDone }: BlockProps<'text'>) {
  const { pack } = useLesson()
  return (
    <>
      <BlockHead id={block.id} text={blockWords(block, pack)} />
      <Paragraphs paragraphs={block.paragraphs} />
      <Next onPress={onDone} />
    </>
  )
}

export function PictureBlock({ block, onDone }: BlockProps<'picture'>) {
  const { pack } = useLesson()
  const drawing = pack.pictures[block.picture]
  return (
    <>
      <BlockHead id={block.id} text={blockWords(block, pack)} />
      {drawing && (
        <img
          className="lesson-picture"
          src={drawingAddress(drawing)}
          alt={block.alt}
          lang={pack.language}
        />
      )}
      <Paragraphs paragraphs={block.paragraphs} />
      <Next onPress={onDone} />
    </>
  )
}

export function CalloutBlock({ block, onDone }: BlockProps<'callout'>) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const Sign = CALLOUT_SIGNS[block.tone]
  return (
    <>
      <BlockHead id={block.id} text={blockWords(block, pack)} />
      <div className={`lesson-callout lesson-tone-${block.tone}`}>
        <p className="lesson-callout-head">
          <Sign aria-hidden="true" />
          <span>{t(`move.${block.tone}`)}</span>
        </p>
        <Paragraphs paragraphs={block.paragraphs} />
      </div>
      <Next onPress={onDone} />
    </>
  )
}
