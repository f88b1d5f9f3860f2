import { ArrowRight, Smartphone, UserRound } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { type LearnPerson, lessonKey, type Progress } from '#modules/learning/shared.ts'
import { CourseList } from './course-list.tsx'
import type { Desk, DeskState } from './desk.ts'
import { Arrival } from './desk-head.tsx'
import { packKey } from './downloads.ts'
import { useGreeting } from './greeting.ts'
import { type NextLesson, nextLesson, progressOf } from './learned.ts'
import type { ToMeasure } from './measured.ts'
import { isMobileNetwork } from './network.ts'
import type { Opening } from './use-opening.ts'
import { Face } from './who-tiles.tsx'

export interface HomeScreenProps {
  desk: Desk
  state: DeskState
  person: LearnPerson
  opening: Opening
  /** Left out while there is nothing to review. */
  onReview?: (() => void) | undefined
  /** The questions after a course, or of a month later; left out while there are none to ask. */
  measure?: (ToMeasure & { begin: () => void }) | undefined
  onSignOut?: (() => void) | undefined
  onMine?: (() => void) | undefined
}

/** One card with one button: the lesson of today. Below it, all the others. */
export function HomeScreen(props: HomeScreenProps) {
  const { desk, state, person, opening, onReview, measure, onSignOut, onMine } = props
  const { t } = useTranslation('learn')
  const greeting = useGreeting(person.name)
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const progress = progressOf(person, state.written)
  const next = nextLesson(state.snapshot, person, progress)
  return (
    <main className="learn-page">
      <div className="desk-head">
        <Arrival state={state} />
        {onSignOut && (
          <Button size="key" icon={UserRound} onClick={onSignOut}>
            {t('home.leave')}
          </Button>
        )}
        {onMine && (
          <Button size="key" icon={Smartphone} onClick={onMine}>
            {t('home.mine')}
          </Button>
        )}
      </div>
      <div className="sign-in-person">
        <Face person={person} />
        <h1 ref={head} tabIndex={-1}>
          {greeting}
        </h1>
      </div>
      {next ? (
        <TodayCard next={next} progress={progress} state={state} opening={opening} />
      ) : (
        <p className="today">{t('home.all_done')}</p>
      )}
      {measure && <MeasureCard {...measure} />}
      {onReview && (
        <section className="today" aria-label={t('review.title')}>
          <h2>{t('review.title')}</h2>
          <p>{t('review.text')}</p>
          <Button size="key" wide iconAfter={ArrowRight} onClick={onReview}>
            {t('review.start')}
          </Button>
        </section>
      )}
      <CourseList
        desk={desk}
        state={state}
        person={person}
        progress={progress}
        onStart={opening.start}
      />
    </main>
  )
}

/** A few questions from around a course, to be answered or left alone. */
function MeasureCard({ pack, moment, begin }: ToMeasure & { begin: () => void }) {
  const { t } = useTranslation('measure')
  const title = moment === 'later' ? t('title.later') : t('title.after')
  const offer = moment === 'later' ? t('offer.later', { course: pack.title }) : t('offer.after')
  return (
    <section className="today" aria-label={title}>
      <h2>{title}</h2>
      <p>{offer}</p>
      <Button size="key" wide iconAfter={ArrowRight} onClick={begin}>
        {t('home.start')}
      </Button>
    </section>
  )
}

function TodayCard(props: {
  next: NextLesson
  progress: Progress
  state: DeskState
  opening: Opening
}) {
  const { next, progress, state, opening } = props
  const { course, lessonId, isOfClass } = next
  const { t, i18n } = useTranslation('learn')
  const lesson = course.lessons.find(({ id }) => id === lessonId)
  const known = progress.lessons[lessonKey(course.courseId, lessonId)]
  const lang = course.language === i18n.language ? undefined : course.language
  const word = known?.doneAt ? 'home.again' : known ? 'home.go_on' : 'home.start'
  return (
    <section className="today" aria-label={isOfClass ? t('home.today') : t('home.next')}>
      <p className="today-when">{isOfClass ? t('home.today') : t('home.next')}</p>
      <h2 lang={lang} className={lang && 'fallback'}>
        {lesson?.title ?? course.title}
      </h2>
      <p lang={lang}>{course.title}</p>
      <p className="muted">
        {t('home.minutes', { count: lesson?.minutes ?? course.minutes })}
        {known && !known.doneAt && ` · ${t('home.steps', { done: known.doneBlocks.length })}`}
        {known?.doneAt && ` · ${t('home.is_done')}`}
      </p>
      <Button
        kind="primary"
        size="pay"
        wide
        iconAfter={ArrowRight}
        onClick={() => opening.start(course, lessonId)}
      >
        {t(word)}
      </Button>
      <OpeningWords state={state} opening={opening} />
    </section>
  )
}

/** Why a lesson that was pressed is not open yet. */
function OpeningWords({ state, opening }: { state: DeskState; opening: Opening }) {
  const { t } = useTranslation('learn')
  const { waitsFor, isMissing } = opening
  const step = waitsFor && (state.packs.get(packKey(waitsFor))?.step ?? 'waits')
  const waits = state.isWifiOnly && isMobileNetwork() ? 'home.waiting_wifi' : 'home.waiting'
  return (
    <p role="status" className="today-words">
      {step === 'loads' && t('home.loading')}
      {step === 'waits' && t(waits)}
      {step === 'wrong' && t('packs.wrong')}
      {isMissing && t('home.missing')}
    </p>
  )
}
