import { useEffect, useReducer, useRef } from 'react'
import type { Question } from '#modules/learning/shared.ts'
import { actOn, type QuestionAct, type QuestionState, startQuestion } from './question-state.ts'
import { useLesson } from './use-lesson.ts'

export interface Asked {
  state: QuestionState
  act: (act: QuestionAct) => void
}

/** One question on the screen: what is answered is written down, each time it is judged. */
export function useQuestion(question: Question): Asked {
  const { learner, note, place } = useLesson()
  const [state, act] = useReducer(
    (before: QuestionState, next: QuestionAct) => actOn(question, before, next),
    undefined,
    () => startQuestion(question, `${learner.id}:${question.id}`),
  )
  const openedAtMs = useRef(Date.now())
  const written = useRef(0)
  useEffect(() => {
    const fresh = state.judged.slice(written.current)
    written.current = state.judged.length
    for (const { answer } of fresh) {
      const tookMs = Math.min(Math.max(Date.now() - openedAtMs.current, 0), MOST_MS)
      const isHelped = state.isHintOpen || state.isShown
      const body = { questionId: question.id, answer: [...answer], isHelped, tookMs }
      note({ type: 'question.answered', body: { ...place, ...body, setting: 'lesson' } })
      openedAtMs.current = Date.now()
    }
  }, [state, question.id, note, place])
  return { state, act }
}

/** A tablet that lay open overnight says a day. */
const MOST_MS = 86_400_000
