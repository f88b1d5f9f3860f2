import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useArrowKeys } from '#app/components/arrow-keys.ts'
import { Button } from '#app/components/button.tsx'
import type { MeasuredQuestion } from '#modules/learning/shared.ts'
import { Choice } from './choice.tsx'
import { useOptions } from './options-answer.tsx'
import { PracticeMessage } from './practice-message.tsx'
import { AskHead, Next } from './screen.tsx'
import { useLesson } from './use-lesson.ts'

export interface MeasureQuestionProps {
  question: MeasuredQuestion
  isLast: boolean
  onAnswer: (optionId: string, tookMs: number) => void
  /** 不想答了: what was answered stays. */
  onStop: () => void
}

/** A tablet that lay open overnight says a day. */
const MOST_MS = 86_400_000

/** One question: chosen, changed as often as one likes, and kept with 下一題. No word on what is right. */
export function MeasureQuestion({ question, isLast, onAnswer, onStop }: MeasureQuestionProps) {
  const { t } = useTranslation('measure')
  const { pack } = useLesson()
  const list = useRef<HTMLDivElement>(null)
  useArrowKeys(list, '[data-choice]', 'column')
  const options = useOptions(question)
  const openedAtMs = useRef(Date.now())
  const [chosen, setChosen] = useState<string>()
  // A recording of it is one of the block that asks it in its lesson.
  const blockId = pack.lessons
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === 'question' && block.questionId === question.id)?.id
  const keep = () => {
    if (chosen === undefined) return
    onAnswer(chosen, Math.min(Math.max(Date.now() - openedAtMs.current, 0), MOST_MS))
  }
  return (
    <>
      <AskHead
        id={question.id}
        blockId={blockId}
        text={question.text}
        choices={options.map(({ text }) => text)}
      />
      {question.message && <PracticeMessage message={question.message} />}
      <div className="lesson-choices" ref={list}>
        {options.map(({ id, text, icon }) => (
          <Choice
            key={id}
            text={text}
            icon={icon}
            isToggle
            state={id === chosen ? 'chosen' : 'rest'}
            onPress={() => setChosen(id)}
          />
        ))}
      </div>
      <Next
        label={isLast ? t('last') : t('next')}
        icon={isLast ? 'check' : 'next'}
        why={chosen === undefined ? t('choose_first') : undefined}
        onPress={keep}
      />
      <Button size="key" wide onClick={onStop}>
        {t('stop')}
      </Button>
    </>
  )
}
