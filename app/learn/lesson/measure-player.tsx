import { ArrowLeft } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import type { CoursePack, Lesson, MeasuredQuestion, Moment } from '#modules/learning/shared.ts'
import { LessonHead } from './lesson-head.tsx'
import { Listen } from './listen.tsx'
import { MeasureQuestion } from './measure-question.tsx'
import { Next } from './screen.tsx'
import { Unkept } from './unkept.tsx'
import { useCalm } from './use-calm.ts'
import { useFreshScreen } from './use-fresh-screen.ts'
import { type Learner, LessonContext, type LessonEvent, type LessonScope } from './use-lesson.ts'
import { useLessonKeys } from './use-lesson-keys.ts'
import { useNotes } from './use-notes.ts'
import { useVoice } from './use-voice.ts'

export interface MeasurePlayerProps {
  pack: CoursePack
  moment: Moment
  /** Those that are left, in their order. */
  questions: readonly MeasuredQuestion[]
  /** How many there are with those that were answered. */
  count: number
  learner: Learner
  /** Keeps what happened, on the device; rejects when it could not. */
  write: (event: LessonEvent) => Promise<void>
  /** 先離開: the place is kept. */
  onLeave: () => void
  /** All were answered, or somebody would rather not. */
  onDone: () => void
  voiceOf?: LessonScope['voiceOf'] | undefined
  translationOf?: LessonScope['translationOf'] | undefined
}

const none = () => undefined

/**
 * The questions around a course, one a screen. Nobody is told what was right: it says what should be
 * taught, and is no test.
 */
export function MeasurePlayer(props: MeasurePlayerProps) {
  const { pack, moment, questions, count, learner, onLeave, onDone } = props
  const { t, i18n } = useTranslation('measure')
  const area = useRef<HTMLDivElement>(null)
  const scope = useScope(props, t(`title.${moment}`))
  const { note, hasFailed } = useNotes(props.write)
  const answeredBefore = count - questions.length
  // Whoever comes back in the middle has read why.
  const [at, setAt] = useState(answeredBefore > 0 ? 0 : -1)
  useLessonKeys(area, none, onLeave)
  useFreshScreen(area, at, scope.voice.hush)
  const end = () =>
    note({
      type: 'sitting.ended',
      body: { learnerId: learner.id, courseId: pack.courseId, moment },
    })
  const skip = () => {
    end()
    onDone()
  }
  const answer = (question: MeasuredQuestion, optionId: string, tookMs: number) => {
    const about = { learnerId: learner.id, courseId: pack.courseId, questionId: question.id }
    const given = { answer: [optionId], isHelped: false, tookMs, setting: moment }
    note({ type: 'question.answered', body: { ...about, ...given } })
    if (at + 1 >= questions.length) end()
    setAt(at + 1)
  }
  const question = questions[at]
  return (
    <LessonContext.Provider value={scope}>
      <div className="lesson" ref={area} lang={i18n.language}>
        {question ? (
          <LessonHead at={answeredBefore + at} of={count} onLeave={onLeave} />
        ) : (
          <Leave onLeave={at < 0 ? onLeave : undefined} />
        )}
        {hasFailed && <Unkept />}
        <main className="lesson-main" tabIndex={-1} key={at}>
          {question && (
            <MeasureQuestion
              question={question}
              isLast={at + 1 >= questions.length}
              onAnswer={(optionId, tookMs) => answer(question, optionId, tookMs)}
              onStop={skip}
            />
          )}
          {at < 0 && <Why moment={moment} count={count} onStart={() => setAt(0)} onSkip={skip} />}
          {at >= questions.length && <Thanks moment={moment} onDone={onDone} />}
        </main>
      </div>
    </LessonContext.Provider>
  )
}

/** What the parts of the player need; nothing that is shown here writes by itself. */
function useScope(
  { pack, learner, voiceOf = none, translationOf = none }: MeasurePlayerProps,
  title: string,
): LessonScope {
  const voice = useVoice(pack.language)
  const isCalm = useCalm()
  const lesson = useMemo(
    (): Lesson => ({ id: 'measure', title, minutes: 1, outcomes: [], blocks: [] }),
    [title],
  )
  const place = { learnerId: learner.id, courseId: pack.courseId, lessonId: lesson.id }
  // Questions play nothing.
  const openMedia = async () => undefined
  return {
    ...{ pack, lesson, learner, voice, voiceOf, translationOf, openMedia, isCalm, place },
    note: none,
  }
}

function Leave({ onLeave }: { onLeave: (() => void) | undefined }) {
  const { t } = useTranslation('lesson')
  return (
    <header className="lesson-head">
      {onLeave && (
        <Button
          kind="bare"
          size="key"
          icon={ArrowLeft}
          onClick={onLeave}
          aria-keyshortcuts="Escape"
        >
          {t('leave')}
        </Button>
      )}
    </header>
  )
}

/** Why it is asked, and that nobody has to. */
function Why(props: { moment: Moment; count: number; onStart: () => void; onSkip: () => void }) {
  const { moment, count, onStart, onSkip } = props
  const { t } = useTranslation('measure')
  const title = t(`title.${moment}`)
  const lines = [t('no_test'), t(`why.${moment}`), t('how', { count })]
  return (
    <>
      <div className="lesson-ask">
        <h1>{title}</h1>
        <Listen id="measure" text={[title, ...lines].join('\n')} isMain />
      </div>
      <div className="lesson-words">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <Next label={t('start')} onPress={onStart} />
      <Button size="key" wide onClick={onSkip}>
        {t(`skip.${moment}`)}
      </Button>
    </>
  )
}

function Thanks({ moment, onDone }: { moment: Moment; onDone: () => void }) {
  const { t } = useTranslation('measure')
  return (
    <>
      <div className="lesson-ask">
        <h1>{t('thanks')}</h1>
      </div>
      <p className="lesson-words">{t(`done.${moment}`)}</p>
      <Next
        label={t(`on.${moment}`)}
        icon={moment === 'before' ? 'next' : 'check'}
        onPress={onDone}
      />
    </>
  )
}
