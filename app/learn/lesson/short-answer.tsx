import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from '#modules/learning/shared.ts'
import { DigitKeys } from './digit-keys.tsx'
import { isSolved, isWrongNow } from './question-state.ts'
import { Next, Said } from './screen.tsx'
import { useLesson } from './use-lesson.ts'
import type { Asked } from './use-question.ts'

/** A few words to write; big keys where they are digits. */
export function ShortAnswer(props: Asked & { question: Extract<Question, { kind: 'short' }> }) {
  const { question, state, act } = props
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const fieldId = useId()
  const solved = isSolved(state)
  const typed = solved ? (question.answers[0] ?? '') : (state.answer[0] ?? '')
  const isDigits = question.answers.every((answer) => /^\d+$/.test(answer))
  const onType = (text: string) => act({ type: 'write', text })
  return (
    <>
      {solved && (
        <output className="lesson-typed" aria-label={t('short.label')}>
          {typed}
        </output>
      )}
      {!solved && isDigits && <DigitKeys label={t('short.label')} typed={typed} onType={onType} />}
      {!solved && !isDigits && (
        <label className="lesson-field" htmlFor={fieldId}>
          <span>{t('short.label')}</span>
          <input
            id={fieldId}
            type="text"
            lang={pack.language}
            autoComplete="off"
            maxLength={100}
            value={typed}
            onChange={(event) => onType(event.currentTarget.value)}
          />
        </label>
      )}
      <Said when={state.judged.length}>
        {isWrongNow(state) && <p className="lesson-said">{t('short.wrong')}</p>}
      </Said>
      {!solved && (
        <Next
          label={t('question.check')}
          icon="check"
          why={typed === '' ? t('short.writeFirst') : undefined}
          onPress={() => act({ type: 'check' })}
        />
      )}
    </>
  )
}
