import { lazy, Suspense, useState } from 'react'
import { type LearnPerson, type LessonProgress, lessonKey } from '#modules/learning/shared.ts'
import type { Desk, DeskState } from './desk.ts'
import { progressOf } from './learned.ts'
import { type ToMeasure, toMeasure } from './measured.ts'
import type { OpenLesson } from './use-opening.ts'
import { useOwnWords } from './use-own-words.ts'

const LessonPlayer = lazy(() =>
  import('./lesson-door.ts').then((module) => ({ default: module.LessonPlayer })),
)
const MeasurePlayer = lazy(() =>
  import('./lesson-door.ts').then((module) => ({ default: module.MeasurePlayer })),
)

interface StageProps {
  desk: Desk
  state: DeskState
  person: LearnPerson
  onLeave: () => void
  onDone: () => void
}

/** A lesson, with the questions that are asked before the first of its course and after the last. */
export function CourseStage(props: StageProps & { open: OpenLesson }) {
  const { state, person, open, onDone } = props
  const measureNow = () => {
    const known = { progress: progressOf(person, state.written), measured: state.measured }
    return toMeasure(open.pack, person, known, new Date())
  }
  const [before, setBefore] = useState(() => {
    const first = measureNow()
    return first?.moment === 'before' ? first : undefined
  })
  const [after, setAfter] = useState<ToMeasure>()
  if (before) {
    return <MeasureStage {...props} measure={before} onDone={() => setBefore(undefined)} />
  }
  if (after) return <MeasureStage {...props} measure={after} />
  const leaveLesson = () => {
    const next = measureNow()
    if (next?.moment === 'after') setAfter(next)
    else onDone()
  }
  return <LessonStage {...props} onDone={leaveLesson} />
}

/** The questions around a course. */
export function MeasureStage(props: StageProps & { measure: ToMeasure }) {
  const { desk, state, person, measure, onLeave, onDone } = props
  const own = useOwnWords(desk.voices, state.snapshot, measure.pack.courseId, person.language)
  return (
    <Suspense fallback={<main className="learn-page" aria-busy="true" />}>
      <MeasurePlayer
        {...measure}
        learner={person}
        write={desk.write}
        voiceOf={own.voiceOf}
        translationOf={own.translationOf}
        onLeave={onLeave}
        onDone={onDone}
      />
    </Suspense>
  )
}

function LessonStage({
  desk,
  state,
  person,
  open,
  onLeave,
  onDone,
}: StageProps & { open: OpenLesson }) {
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
        openMedia={desk.openMedia}
        voiceOf={own.voiceOf}
        translationOf={own.translationOf}
        onLeave={onLeave}
        onDone={onDone}
      />
    </Suspense>
  )
}
