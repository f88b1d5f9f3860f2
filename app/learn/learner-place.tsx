import { lazy, Suspense, useEffect } from 'react'
import type { LearnPerson } from '#modules/learning/shared.ts'
import { CourseStage, MeasureStage } from './course-stage.tsx'
import type { Desk, DeskState } from './desk.ts'
import { HomeScreen } from './home-screen.tsx'
import { type Review, reviewEvent } from './review.ts'
import { useMeasure } from './use-measure.ts'
import { useNewShell } from './use-new-shell.ts'
import { useOpening } from './use-opening.ts'
import { useReview } from './use-review.ts'

const LessonPlayer = lazy(() =>
  import('./lesson-door.ts').then((module) => ({ default: module.LessonPlayer })),
)

export interface LearnerPlaceProps {
  desk: Desk
  state: DeskState
  person: LearnPerson
  /** On a venue's device: the next person's turn. Left out on somebody's own. */
  onSignOut?: (() => void) | undefined
  /** On somebody's own: how they come back, and their phones. */
  onMine?: (() => void) | undefined
}

/** Where one learner is: at home among the courses, or in a lesson. */
export function LearnerPlace({ desk, state, person, onSignOut, onMine }: LearnerPlaceProps) {
  const opening = useOpening(desk, state.packs)
  const { review, isReviewing, begin, end } = useReview(desk, state, person)
  const measure = useMeasure(desk, state, person)
  const isListed = state.snapshot.learners.some(({ id }) => id === person.id)
  const isInLesson = opening.open !== undefined || isReviewing || measure.isMeasuring
  useNewShell(!isInLesson)
  useEffect(() => {
    // The class is over: whoever comes next is asked who they are. A lesson is finished first.
    if (!isListed && !isInLesson) onSignOut?.()
  }, [isListed, isInLesson, onSignOut])
  if (opening.open) {
    return (
      <CourseStage
        key={`${opening.open.pack.courseId}/${opening.open.lesson.id}`}
        desk={desk}
        state={state}
        person={person}
        open={opening.open}
        onLeave={opening.close}
        onDone={() => {
          opening.close()
          onSignOut?.()
        }}
      />
    )
  }
  if (isReviewing && review) {
    return <ReviewStage desk={desk} person={person} review={review} onLeave={end} onDone={end} />
  }
  if (measure.isMeasuring && measure.offer) {
    return (
      <MeasureStage
        desk={desk}
        state={state}
        person={person}
        measure={measure.offer}
        onLeave={measure.end}
        onDone={measure.end}
      />
    )
  }
  return (
    <HomeScreen
      desk={desk}
      state={state}
      person={person}
      opening={opening}
      onReview={review && begin}
      measure={measure.offer && { ...measure.offer, begin: measure.begin }}
      onSignOut={onSignOut}
      onMine={onMine}
    />
  )
}

/** A minute of questions from before; answers are kept under the courses that they belong to. */
function ReviewStage(props: {
  desk: Desk
  person: LearnPerson
  review: Review
  onLeave: () => void
  onDone: () => void
}) {
  const { desk, person, review, onLeave, onDone } = props
  return (
    <Suspense fallback={<main className="learn-page" aria-busy="true" />}>
      <LessonPlayer
        pack={review.pack}
        lesson={review.lesson}
        learner={person}
        progress={undefined}
        write={async (event) => {
          const kept = reviewEvent(event)
          if (kept) await desk.write(kept)
        }}
        onLeave={onLeave}
        onDone={onDone}
      />
    </Suspense>
  )
}
