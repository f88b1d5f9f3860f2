import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useArrowKeys } from '#app/components/arrow-keys.ts'
import { classes } from '#app/components/classes.ts'
import { type Question, rightIds } from '#modules/learning/shared.ts'
import { Listen } from './listen.tsx'
import { PracticeFrame } from './practice-frame.tsx'
import { foundOf, isSolved } from './question-state.ts'
import { Phrases } from './rich-text.tsx'
import { Said } from './screen.tsx'
import { useLesson } from './use-lesson.ts'
import type { Asked } from './use-question.ts'

type Spot = Extract<Question, { kind: 'spot' }>
type Phrase = Spot['message']['phrases'][number]

/** Tap what is odd: it gets a number, and says why. */
export function SpotAnswer({ question, state, act }: Asked & { question: Spot }) {
  const { t } = useTranslation('lesson')
  const [latest, setLatest] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  useArrowKeys(list, '.phrase-key', 'column')
  const { message } = question
  const found = foundOf(question, state)
  const left = rightIds(question).length - found.length
  const press = (id: string) => {
    setLatest(id)
    act({ type: 'tap', id })
  }
  const phrase = message.phrases.find(({ id }) => id === latest)
  return (
    <>
      <PracticeFrame sender={message}>
        <div className="phrases" ref={list}>
          {message.phrases.map((each) => (
            <PhraseKey
              key={each.id}
              phrase={each}
              number={found.indexOf(each.id) + 1}
              onPress={() => press(each.id)}
            />
          ))}
        </div>
      </PracticeFrame>
      <Said when={`${latest}:${state.judged.length}`}>
        <p className="lesson-note">
          {left > 0 ? t('spot.left', { found: found.length, left }) : t('spot.all')}
        </p>
        {isSolved(state)
          ? message.phrases.map((each) => (
              <Reason key={each.id} phrase={each} number={found.indexOf(each.id) + 1} />
            ))
          : phrase && <Reason phrase={phrase} number={found.indexOf(phrase.id) + 1} isTapped />}
      </Said>
    </>
  )
}

function PhraseKey(props: { phrase: Phrase; number: number; onPress: () => void }) {
  const { phrase, number, onPress } = props
  const { pack } = useLesson()
  return (
    <button
      type="button"
      className={classes('phrase-key', number > 0 && 'phrase-key-found')}
      aria-pressed={number > 0}
      onClick={onPress}
    >
      <span lang={pack.language}>{phrase.text}</span>
      {number > 0 && <span className="lesson-number">{number}</span>}
    </button>
  )
}

/** Why a phrase is odd; or that it is not. */
function Reason(props: { phrase: Phrase; number: number; isTapped?: boolean }) {
  const { phrase, number, isTapped = false } = props
  const { t } = useTranslation('lesson')
  const { pack } = useLesson()
  if (phrase.flag === undefined)
    return isTapped ? <p className="lesson-said">{t('spot.fine')}</p> : null
  return (
    <div className="lesson-said lesson-reason">
      <span className="lesson-number">{number}</span>
      <p lang={pack.language}>
        <Phrases text={phrase.flag} />
      </p>
      <Listen id={`${phrase.id}:flag`} text={phrase.flag} stacked />
    </div>
  )
}
