import { CircleHelp, Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import type { Question } from '#modules/learning/shared.ts'
import { Listen } from './listen.tsx'
import { OptionsAnswer, useOptions } from './options-answer.tsx'
import { MatchAnswer, OrderAnswer } from './placing-answers.tsx'
import { PracticeMessage } from './practice-message.tsx'
import { isSolved, mayShow } from './question-state.ts'
import { Phrases } from './rich-text.tsx'
import { AskHead, BlockHead, Next, Said } from './screen.tsx'
import { ShortAnswer } from './short-answer.tsx'
import { SpotAnswer } from './spot-answer.tsx'
import { type BlockProps, useLesson } from './use-lesson.ts'
import { type Asked, useQuestion } from './use-question.ts'

export function QuestionBlock({ block, onDone }: BlockProps<'question'>) {
  const { pack } = useLesson()
  const question = pack.questions.find(({ id }) => id === block.questionId)
  if (!question) return <Absent id={block.id} onDone={onDone} />
  return <AskedQuestion question={question} blockId={block.id} onDone={onDone} />
}

/** A pack that lacks what it names is our mistake; nobody's lesson ends there. */
export function Absent({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation('lesson')
  return (
    <>
      <BlockHead id={id} text="" />
      <p className="lesson-words">{t('absent')}</p>
      <Next onPress={onDone} />
    </>
  )
}

function AskedQuestion(props: { question: Question; blockId: string; onDone: () => void }) {
  const { question, blockId, onDone } = props
  const asked = useQuestion(question)
  const { state } = asked
  const solved = isSolved(state)
  const choices = useOptions(question).map(({ text }) => text)
  return (
    <>
      <AskHead id={blockId} blockId={blockId} text={question.text} choices={choices} />
      {question.kind !== 'spot' && question.message && (
        <PracticeMessage message={question.message} />
      )}
      <Answering question={question} asked={asked} />
      <Said when={solved}>
        {solved && <Explained question={question} isShown={state.isShown} />}
      </Said>
      {!solved && <Helps question={question} asked={asked} />}
      {solved && <Next takesFocus onPress={onDone} />}
    </>
  )
}

function Answering({ question, asked }: { question: Question; asked: Asked }) {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'true-false':
      return <OptionsAnswer question={question} {...asked} />
    case 'spot':
      return <SpotAnswer question={question} {...asked} />
    case 'order':
      return <OrderAnswer question={question} {...asked} />
    case 'match':
      return <MatchAnswer question={question} {...asked} />
    case 'short':
      return <ShortAnswer question={question} {...asked} />
  }
}

/** Why it is so; said to everybody, whatever they chose first. */
function Explained({ question, isShown }: { question: Question; isShown: boolean }) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const id = `${question.id}:explain`
  return (
    <div className="lesson-said lesson-said-done">
      <div>
        <p className="lesson-said-title">{isShown ? t('question.shown') : t('question.right')}</p>
        <p lang={pack.language}>
          <Phrases text={question.explain} />
        </p>
      </div>
      <Listen id={id} text={question.explain} stacked />
    </div>
  )
}

/** 給我提示 and 看答案. */
function Helps({ question, asked: { state, act } }: { question: Question; asked: Asked }) {
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const hasHint = question.hint !== undefined && !state.isHintOpen
  const canShow = mayShow(question, state)
  return (
    <>
      <Said when={state.isHintOpen}>
        {state.isHintOpen && question.hint !== undefined && (
          <div className="lesson-said">
            <div>
              <p className="lesson-said-title">{t('question.hint')}</p>
              <p lang={pack.language}>
                <Phrases text={question.hint} />
              </p>
            </div>
            <Listen id={`${question.id}:hint`} text={question.hint} stacked />
          </div>
        )}
      </Said>
      {(hasHint || canShow) && (
        <div className="lesson-helps">
          {hasHint && (
            <Button size="key" icon={CircleHelp} onClick={() => act({ type: 'hint' })}>
              {t('question.giveHint')}
            </Button>
          )}
          {canShow && (
            <Button size="key" icon={Eye} onClick={() => act({ type: 'show' })}>
              {t('question.show')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
