import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useArrowKeys } from '#app/components/arrow-keys.ts'
import { type Option, type Question, rightIds, shuffled } from '#modules/learning/shared.ts'
import { Choice, type ChoiceProps } from './choice.tsx'
import { Listen } from './listen.tsx'
import { isSolved, isWrongNow, type QuestionState, triedOf } from './question-state.ts'
import { Phrases } from './rich-text.tsx'
import { Next, Said } from './screen.tsx'
import { useLesson } from './use-lesson.ts'
import type { Asked } from './use-question.ts'

type OfOptions = Extract<Question, { options: Option[] }>

/** Choices in an order of each learner's own; one press answers, unless several are right. */
export function OptionsAnswer({ question, state, act }: Asked & { question: OfOptions }) {
  const { t } = useTranslation('lesson')
  const list = useRef<HTMLDivElement>(null)
  useArrowKeys(list, '[data-choice]', 'column')
  const options = useOptions(question)
  const isSeveral = question.kind === 'multiple'
  return (
    <>
      {isSeveral && !isSolved(state) && <p className="lesson-note">{t('question.several')}</p>}
      <div className="lesson-choices" ref={list}>
        {options.map(({ id, text, icon }) => (
          <Choice
            key={id}
            text={text}
            icon={icon}
            isToggle={isSeveral}
            state={lookOf(question, state, id)}
            onPress={() => act({ type: isSeveral ? 'toggle' : 'pick', id })}
          />
        ))}
      </div>
      <Said when={state.judged.length}>
        <Feedback question={question} state={state} />
      </Said>
      {isSeveral && !isSolved(state) && (
        <Next
          label={t('question.check')}
          icon="check"
          why={state.answer.length === 0 ? t('question.chooseFirst') : undefined}
          onPress={() => act({ type: 'check' })}
        />
      )}
    </>
  )
}

/** The choices in this learner's own order; the same each time. */
export function useOptions(question: Question): Option[] {
  const { learner } = useLesson()
  return useMemo(
    () => ('options' in question ? shuffled(question.options, `${learner.id}:${question.id}`) : []),
    [question, learner.id],
  )
}

function lookOf(question: OfOptions, state: QuestionState, id: string): ChoiceProps['state'] {
  const isChosen = state.answer.includes(id)
  if (isSolved(state)) return rightIds(question).includes(id) ? 'right' : 'rest'
  if (question.kind === 'multiple') return isChosen ? 'chosen' : 'rest'
  return triedOf(state).includes(id) ? 'tried' : 'rest'
}

/** What is said to what was chosen last; never a blame. */
function Feedback({ question, state }: { question: OfOptions; state: QuestionState }) {
  const { t } = useTranslation('lesson')
  const last = state.judged.at(-1)
  if (!last || state.isShown) return null
  const chosen = question.options.filter(({ id }) => last.answer.includes(id))
  const wrong = chosen.filter(({ isRight }) => !isRight)
  const isMissing = isWrongNow(state) && wrong.length === 0
  const said = wrong.length > 0 ? wrong : last.isRight ? chosen : []
  return (
    <>
      {isMissing && <p className="lesson-said">{t('question.more')}</p>}
      {said.map(({ id, feedback }) => (
        <SaidOf key={id} id={`${question.id}:${id}`} text={feedback} isRight={last.isRight} />
      ))}
    </>
  )
}

function SaidOf({ id, text, isRight }: { id: string; text: string; isRight: boolean }) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  return (
    <div className="lesson-said">
      <div>
        <p lang={pack.language} className="lesson-said-title">
          <Phrases text={text} />
        </p>
        {!isRight && <p>{t('question.again')}</p>}
      </div>
      <Listen id={id} text={text} stacked />
    </div>
  )
}
