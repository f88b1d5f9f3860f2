import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CoursePack, type LearnPerson, newCases } from '#modules/learning/shared.ts'
import type { Desk, DeskState } from './desk.ts'
import { entryFor } from './learned.ts'
import { casesAnswered, dueNow, makeReview, type Review } from './review.ts'

/** What somebody may review now, if anything, from courses that lie on this device. */
export function useReview(desk: Desk, state: DeskState, person: LearnPerson) {
  const { t } = useTranslation('learn')
  const { snapshot, answered, packs } = state
  const [isReviewing, setReviewing] = useState(false)
  const [review, setReview] = useState<Review>()
  const own = answered.get(person.id)
  const due = useMemo(
    // A device that was last told by an older server knows of none.
    () => dueNow(person.reviews ?? [], own ?? new Map(), new Date()),
    [person.reviews, own],
  )
  const cases = useMemo(() => {
    const known = new Set([...(person.answeredCases ?? []), ...casesAnswered(own ?? new Map())])
    return newCases(snapshot.cases ?? [], known)
  }, [snapshot.cases, person.answeredCases, own])
  const title = t('review.title')
  // biome-ignore lint/correctness/useExhaustiveDependencies: when a course has come there may be more to ask.
  useEffect(() => {
    // The questions of a review stay as they are while it is taken.
    if (isReviewing) return
    let isOver = false
    const collect = async () => {
      const ids = [...new Set(due.map(({ courseId }) => courseId))]
      const opened = await Promise.all(
        ids.map((id) => {
          const entry = entryFor(snapshot.courses, id, person.language)
          return entry && desk.openPack(entry)
        }),
      )
      const kept = opened.filter((pack): pack is CoursePack => pack !== undefined)
      const language = kept[0]?.language ?? 'zh-TW'
      if (!isOver) setReview(makeReview(kept, due, cases, { language, title }))
    }
    collect().catch(console.error)
    return () => {
      isOver = true
    }
  }, [desk, due, cases, snapshot.courses, person.language, packs, title, isReviewing])
  return {
    review,
    isReviewing,
    begin: () => setReviewing(true),
    end: () => setReviewing(false),
  }
}
