import { ArrowRight, Check } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Listen } from './listen.tsx'
import { Phrases } from './rich-text.tsx'
import { useLesson } from './use-lesson.ts'

/** The small line above a block: whose lesson it is, and 聽. */
export function BlockHead({ id, text }: { id: string; text: string }) {
  const { lesson, pack } = useLesson()
  return (
    <div className="lesson-block-head">
      <h1 className="lesson-title" lang={pack.language}>
        {lesson.title}
      </h1>
      <Listen id={id} blockId={id} text={text} isMain />
      <OwnWords blockId={id} />
    </div>
  )
}

/** What is asked, with 聽 beside it. */
export function AskHead(props: {
  id: string
  text: string
  blockId?: string | undefined
  /** What can be chosen, to be read after it. */
  choices?: readonly string[]
  /** The screen has its heading already. */
  isPart?: boolean
}) {
  const { id, text, blockId, choices = [], isPart } = props
  const { lesson, pack } = useLesson()
  return (
    <div className="lesson-ask">
      {!isPart && (
        <h1 className="visually-hidden" lang={pack.language}>
          {lesson.title}
        </h1>
      )}
      <h2 lang={pack.language}>
        <Phrases text={text} />
      </h2>
      <Listen id={id} text={[text, ...choices].join('\n')} blockId={blockId} isMain />
      {blockId !== undefined && <OwnWords blockId={blockId} />}
    </div>
  )
}

/** The same in the learner's own language, where somebody who speaks it wrote it. */
function OwnWords({ blockId }: { blockId: string }) {
  const { translationOf } = useLesson()
  const own = translationOf(blockId)
  if (!own) return null
  return (
    <p className="lesson-own-words" lang={own.language}>
      {own.text}
    </p>
  )
}

export interface NextProps {
  onPress: () => void
  label?: string | undefined
  /** Given = it can't be pressed yet, and why. */
  why?: string | undefined
  icon?: 'next' | 'check' | undefined
  /** Takes the focus when it appears, so that Enter goes on. */
  takesFocus?: boolean | undefined
}

/** The one big button of a screen. */
export function Next({ onPress, label, why, icon = 'next', takesFocus }: NextProps) {
  const { t } = useTranslation('lesson')
  const ref = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) ref.current?.focus({ preventScroll: true })
  }, [takesFocus])
  return (
    <div className="lesson-next">
      <Button
        ref={ref}
        kind="primary"
        size="pay"
        wide
        data-primary=""
        disabledReason={why}
        iconAfter={icon === 'next' ? ArrowRight : Check}
        onClick={onPress}
      >
        {label ?? t('next')}
      </Button>
    </div>
  )
}

export interface SaidProps {
  /** Changes whenever there is something new to see: then it comes into view. */
  when: unknown
  children: ReactNode
}

/** Says what has just changed, also to whoever does not see it. */
export function Said({ when, children }: SaidProps) {
  const ref = useRef<HTMLDivElement>(null)
  const seen = useRef(when)
  useEffect(() => {
    if (seen.current === when) return
    seen.current = when
    if (ref.current?.firstElementChild) ref.current.scrollIntoView({ block: 'nearest' })
  }, [when])
  return (
    <div role="status" className="lesson-status" ref={ref}>
      {children}
    </div>
  )
}
