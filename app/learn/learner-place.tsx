import { lazy, Suspense, useEffect, useState } from 'react'
import { type LearnPerson, type LessonProgress, lessonKey } from '#modules/learning/shared.ts'
import type { Desk, DeskState } from './desk.ts'
import { HomeScreen } from './home-screen.tsx'
import { progressOf } from './learned.ts'
import { type Review, reviewEvent } from './review.ts'
import { useNewShell } from './use-new-shell.ts'
import { type OpenLesson, useOpening } from './use-opening.ts'
import { useOwnWords } from './use-own-words.ts'
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
}

/** Where one learner is: at home among the courses, or in a lesson. */
export function LearnerPlace({ desk, state, person, onSignOut }: LearnerPlaceProps) {
  const opening = useOpening(desk, state.packs)
  const { review, isReviewing, begin, end } = useReview(desk, state, person)
  const isListed = state.snapshot.learners.some(({ id }) => id === person.id)
  const isInLesson = opening.open !== undefined || isReviewing
  useNewShell(!isInLesson)
  useEffect(() => {
    // The class is over: whoever comes next is asked who they are. A lesson is finished first.
    if (!isListed && !isInLesson) onSignOut?.()
  }, [isListed, isInLesson, onSignOut])
  if (opening.open) {
    return (
      <LessonStage
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
  return (
    <HomeScreen
      desk={desk}
      state={state}
      person={person}
      opening={opening}
      onReview={review && begin}
      onSignOut={onSignOut}
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

function LessonStage(props: {
  desk: Desk
  state: DeskState
  person: LearnPerson
  open: OpenLesson
  onLeave: () => void
  onDone: () => void
}) {
  const { desk, state, person, open, onLeave, onDone } = props
  const { pack, lesson } = open
  // What was known when it was opened: the player counts on from there by itself.
  const [progress] = useState(
    (): LessonProgress | undefined =>
      progressOf(person, state.written).lessons[lessonKey(pack.courseId, lesson.id)],
  )
  const own = useOwnWords(desk.voices, state.snapshot, pack.courseId, person.language)
  return (
    <Suspense fallback={<main className="learn-page" aria-busy="true" />}>
      <LessonPlayer
        pack={pack}
        lesson={lesson}
        learner={person}
        progress={progress}
        write={desk.write}
        voiceOf={own.voiceOf}
        translationOf={own.translationOf}
        onLeave={onLeave}
        onDone={onDone}
      />
    </Suspense>
  )
}
