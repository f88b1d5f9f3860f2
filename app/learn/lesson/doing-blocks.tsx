import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import type { Paragraph } from '#modules/learning/shared.ts'
import { blockWords, plainText } from './lesson-words.ts'
import { Paragraphs, Spans } from './rich-text.tsx'
import { BlockHead, Next } from './screen.tsx'
import { type BlockProps, useLesson } from './use-lesson.ts'

/** Rows to tick; a tick is only for oneself. */
function Ticks(props: {
  items: readonly Paragraph[]
  ticked: readonly number[]
  onTick: (at: number) => void
}) {
  const { items, ticked, onTick } = props
  const { pack } = useLesson()
  return (
    <ul className="lesson-ticks" lang={pack.language}>
      {items.map((item, at) => (
        <li key={plainText(item)}>
          <label className="lesson-tick">
            <input type="checkbox" checked={ticked.includes(at)} onChange={() => onTick(at)} />
            <span>
              <Spans paragraph={item} />
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}

function useTicks() {
  const [ticked, setTicked] = useState<number[]>([])
  const onTick = (at: number) =>
    setTicked((before) =>
      before.includes(at) ? before.filter((each) => each !== at) : [...before, at],
    )
  return { ticked, onTick }
}

export function ChecklistBlock({ block, onDone }: BlockProps<'checklist'>) {
  const { pack } = useLesson()
  const ticks = useTicks()
  return (
    <>
      <BlockHead id={block.id} text={blockWords(block, pack)} />
      <Paragraphs paragraphs={block.paragraphs} />
      <Ticks items={block.items} {...ticks} />
      <Next onPress={onDone} />
    </>
  )
}

/** Something to think about, and what is on its other side. The whole card turns it. */
export function FlipBlock({ block, onDone }: BlockProps<'flip'>) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const [isTurned, setTurned] = useState(false)
  const turn = () => setTurned(!isTurned)
  const side = isTurned ? block.back : block.front
  return (
    <>
      <BlockHead
        key={isTurned ? 'back' : 'front'}
        id={block.id}
        text={isTurned ? side.map(plainText).join('\n') : blockWords(block, pack)}
      />
      <div className="lesson-flip" data-turned={isTurned ? '' : undefined}>
        <div role="status" key={isTurned ? 'back' : 'front'} className="lesson-flip-side">
          <Paragraphs paragraphs={side} />
        </div>
        <button type="button" className="lesson-flip-turn" aria-pressed={isTurned} onClick={turn}>
          <RefreshCw aria-hidden="true" />
          <span>{isTurned ? t('flip.front') : t('flip.back')}</span>
        </button>
      </div>
      {isTurned ? <Next onPress={onDone} /> : <Next label={t('flip.back')} onPress={turn} />}
    </>
  )
}

/** One step after the other, each when the one before was read. */
export function StepsBlock({ block, onDone }: BlockProps<'steps'>) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const [shown, setShown] = useState(1)
  const isAll = shown >= block.steps.length
  return (
    <>
      <BlockHead id={block.id} text={blockWords(block, pack)} />
      <Paragraphs paragraphs={block.paragraphs} />
      <ol className="lesson-steps" lang={pack.language} aria-live="polite">
        {block.steps.slice(0, shown).map((step, at) => (
          <li key={plainText(step)} aria-current={at === shown - 1 ? 'step' : undefined}>
            <span className="lesson-number" aria-hidden="true">
              {at + 1}
            </span>
            <span>
              <Spans paragraph={step} />
            </span>
          </li>
        ))}
      </ol>
      {isAll ? (
        <Next onPress={onDone} />
      ) : (
        <Next label={t('steps.next')} onPress={() => setShown(shown + 1)} />
      )}
    </>
  )
}

/** Done on one's own phone. Whoever has none here goes on, and it stays open for another day. */
export function OwnPhoneBlock({
  block,
  onDone,
  onSkip,
}: BlockProps<'own-phone'> & { onSkip: () => void }) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const ticks = useTicks()
  const left = block.steps.length - ticks.ticked.length
  return (
    <>
      <BlockHead id={block.id} text={blockWords(block, pack)} />
      <Paragraphs paragraphs={block.paragraphs} />
      <Ticks items={block.steps} {...ticks} />
      <Button kind="quiet" size="key" onClick={onSkip}>
        {t('ownPhone.later')}
      </Button>
      <Next
        label={t('ownPhone.done')}
        icon="check"
        why={left > 0 ? t('ownPhone.left', { count: left }) : undefined}
        onPress={onDone}
      />
    </>
  )
}
