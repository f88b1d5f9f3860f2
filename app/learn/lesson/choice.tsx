import { Check, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ChoiceIcon } from '#modules/learning/shared.ts'
import { CHOICE_SIGNS } from './choice-signs.ts'
import { Phrases } from './rich-text.tsx'
import { useLesson } from './use-lesson.ts'

export interface ChoiceProps {
  text: string
  icon?: ChoiceIcon | undefined
  onPress: () => void
  /** `chosen` waits to be judged; `tried` is worth another thought. */
  state?: 'rest' | 'chosen' | 'right' | 'tried' | undefined
  /** One of several that may be chosen together. */
  isToggle?: boolean | undefined
}

/** An answer, with its sign for whoever would rather look than read. */
export function Choice({ text, icon, onPress, state = 'rest', isToggle }: ChoiceProps) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const Sign = icon && CHOICE_SIGNS[icon]
  return (
    <button
      type="button"
      className={`lesson-choice lesson-choice-${state}`}
      data-choice=""
      aria-pressed={isToggle ? state === 'chosen' || state === 'right' : undefined}
      onClick={onPress}
    >
      {Sign && (
        <span className="lesson-choice-sign">
          <Sign aria-hidden="true" />
        </span>
      )}
      <span className="lesson-choice-text" lang={pack.language}>
        <Phrases text={text} />
      </span>
      {state === 'right' && <Mark icon={Check} label={t('choice.right')} />}
      {state === 'tried' && <Mark icon={RotateCcw} label={t('choice.tried')} />}
      {state === 'chosen' && <Mark icon={Check} label={t('choice.chosen')} />}
    </button>
  )
}

function Mark({ icon: Icon, label }: { icon: typeof Check; label: string }) {
  return (
    <span className="lesson-choice-mark">
      <Icon aria-hidden="true" />
      <span>{label}</span>
    </span>
  )
}
