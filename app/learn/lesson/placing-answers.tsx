import { ChevronDown, ChevronUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '#app/components/classes.ts'
import { type Question, shuffled } from '#modules/learning/shared.ts'
import { isSolved, isWrongNow } from './question-state.ts'
import { Next, Said } from './screen.tsx'
import { useLesson } from './use-lesson.ts'
import type { Asked } from './use-question.ts'

/** Put in order with two keys a row: nothing has to be dragged. */
export function OrderAnswer(props: Asked & { question: Extract<Question, { kind: 'order' }> }) {
  const { question, state, act } = props
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  const solved = isSolved(state)
  const ids = solved ? question.items.map(({ id }) => id) : state.answer
  const textOf = (id: string) => question.items.find((item) => item.id === id)?.text ?? ''
  return (
    <>
      <ol className="lesson-order">
        {ids.map((id, at) => (
          <li key={id}>
            <span className="lesson-number">{at + 1}</span>
            <span lang={pack.language}>{textOf(id)}</span>
            {!solved && (
              <span className="lesson-order-keys">
                <MoveKey
                  by={-1}
                  text={textOf(id)}
                  isOff={at === 0}
                  onPress={() => act({ type: 'move', id, by: -1 })}
                />
                <MoveKey
                  by={1}
                  text={textOf(id)}
                  isOff={at === ids.length - 1}
                  onPress={() => act({ type: 'move', id, by: 1 })}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      <Said when={state.judged.length}>
        {isWrongNow(state) && <p className="lesson-said">{t('question.orderWrong')}</p>}
      </Said>
      {!solved && (
        <Next label={t('question.check')} icon="check" onPress={() => act({ type: 'check' })} />
      )}
    </>
  )
}

function MoveKey(props: { by: 1 | -1; text: string; isOff: boolean; onPress: () => void }) {
  const { by, text, isOff, onPress } = props
  const { t } = useTranslation('lesson')
  const Sign = by < 0 ? ChevronUp : ChevronDown
  return (
    <button
      type="button"
      className="button button-key icon-button"
      aria-label={by < 0 ? t('order.up', { text }) : t('order.down', { text })}
      aria-disabled={isOff || undefined}
      onClick={isOff ? undefined : onPress}
    >
      <Sign aria-hidden="true" />
    </button>
  )
}

type OfPairs = Asked & { question: Extract<Question, { kind: 'match' }> }

/** Left, then right: pairs get the same number. */
export function MatchAnswer(props: OfPairs) {
  const { question, state, act } = props
  const { t } = useTranslation('lesson')
  const { left, setLeft, rights, numberOf, pair, missing } = usePairing(props)
  const solved = isSolved(state)
  return (
    <>
      {!solved && (
        <p className="lesson-note" role="status">
          {left === undefined ? t('match.left') : t('match.right')}
        </p>
      )}
      <div className="lesson-match">
        <div>
          {question.pairs.map(({ id, left: text }) => (
            <MatchKey
              key={id}
              text={text}
              number={numberOf(id, 0)}
              isChosen={left === id}
              onPress={() => setLeft(id)}
            />
          ))}
        </div>
        <div>
          {rights.map(({ id, right: text }) => (
            <MatchKey key={id} text={text} number={numberOf(id, 1)} onPress={() => pair(id)} />
          ))}
        </div>
      </div>
      <Said when={state.judged.length}>
        {isWrongNow(state) && missing > 0 && <p className="lesson-said">{t('match.wrong')}</p>}
      </Said>
      {!solved && (
        <Next
          label={t('question.check')}
          icon="check"
          why={missing > 0 ? t('match.notAll', { count: missing }) : undefined}
          onPress={() => act({ type: 'check' })}
        />
      )}
    </>
  )
}

function usePairing({ question, state, act }: OfPairs) {
  const { learner } = useLesson()
  const [left, setLeft] = useState<string>()
  const rights = useMemo(
    () => shuffled(question.pairs, `${learner.id}:${question.id}`),
    [question, learner.id],
  )
  const solved = isSolved(state)
  const pairs = solved ? question.pairs.map(({ id }) => `${id}:${id}`) : state.answer
  return {
    left,
    setLeft: (id: string) => {
      if (!solved) setLeft(id)
    },
    rights,
    missing: question.pairs.length - pairs.length,
    /** A pair's number is the place of its left side. */
    numberOf: (id: string, side: 0 | 1) => {
      const own = pairs.find((each) => each.split(':')[side] === id)?.split(':')[0]
      const at = question.pairs.findIndex((each) => each.id === own)
      return at < 0 ? undefined : at + 1
    },
    pair: (right: string) => {
      if (left === undefined || solved) return
      act({ type: 'pair', left, right })
      setLeft(undefined)
    },
  }
}

interface MatchKeyProps {
  text: string
  number: number | undefined
  isChosen?: boolean
  onPress: () => void
}

function MatchKey({ text, number, isChosen = false, onPress }: MatchKeyProps) {
  const { pack } = useLesson()
  return (
    <button
      type="button"
      className={classes('lesson-match-key', isChosen && 'lesson-match-chosen')}
      aria-pressed={isChosen}
      onClick={onPress}
    >
      {number !== undefined && <span className="lesson-number">{number}</span>}
      <span lang={pack.language}>{text}</span>
    </button>
  )
}
