import { isMoment, type LearnEvent } from '#modules/learning/shared.ts'

export type AnsweredEvent = Extract<LearnEvent, { type: 'question.answered' }>

/**
 * The first answer ever of each learner to each question: later ones were told what is right. What is
 * asked around a course is no part of its lessons.
 * @param events the oldest first.
 */
export function firstAnswered(events: readonly LearnEvent[]): AnsweredEvent[] {
  const first = new Map<string, AnsweredEvent>()
  for (const event of events) {
    if (event.type !== 'question.answered' || isMoment(event.body.setting)) continue
    const { learnerId, courseId, questionId } = event.body
    const key = `${learnerId} ${courseId} ${questionId}`
    if (!first.has(key)) first.set(key, event)
  }
  return [...first.values()]
}
