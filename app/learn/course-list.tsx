import { Check, ChevronDown, Download, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Tag } from '#app/components/tag.tsx'
import {
  type CatalogueEntry,
  type LearnPerson,
  lessonKey,
  type Progress,
} from '#modules/learning/shared.ts'
import type { Desk, DeskState } from './desk.ts'
import { bytesToCome, type PackState, packKey } from './downloads.ts'
import { coursesFor } from './learned.ts'
import { isMobileNetwork, knowsNetwork } from './network.ts'
import { sizeWords } from './size-words.ts'

export interface CourseListProps {
  desk: Desk
  state: DeskState
  person: LearnPerson
  progress: Progress
  onStart: (course: CatalogueEntry, lessonId: string) => void
}

/** Every course: how far one is, what lies on this device, and the way to bring the rest. */
export function CourseList({ desk, state, person, progress, onStart }: CourseListProps) {
  const { t } = useTranslation('learn')
  const courses = coursesFor(state.snapshot.courses, person.language)
  const toCome = (each: CatalogueEntry) =>
    bytesToCome(each, state.packs.get(packKey(each)), state.media)
  const absent = courses.filter((each) => toCome(each) > 0)
  const bytes = absent.reduce((sum, each) => sum + toCome(each), 0)
  return (
    <section className="stack">
      <h2>{t('home.courses')}</h2>
      <div className="row">
        {absent.length > 1 && (
          <Button size="key" icon={Download} onClick={() => desk.download(absent)}>
            {t('packs.all', { size: sizeWords(bytes) })}
          </Button>
        )}
        {knowsNetwork() && (
          <label className="wifi-only">
            <input
              type="checkbox"
              checked={state.isWifiOnly}
              onChange={(event) => desk.setWifiOnly(event.target.checked)}
            />
            <span>{t('packs.wifi_only')}</span>
          </label>
        )}
      </div>
      <ul className="course-list">
        {courses.map((course) => (
          <Course
            key={course.courseId}
            course={course}
            pack={state.packs.get(packKey(course))}
            toCome={toCome(course)}
            isWifiOnly={state.isWifiOnly}
            progress={progress}
            onDownload={() => desk.download([course])}
            onStart={(lessonId) => onStart(course, lessonId)}
          />
        ))}
      </ul>
    </section>
  )
}

function Course(props: {
  course: CatalogueEntry
  pack: PackState | undefined
  toCome: number
  isWifiOnly: boolean
  progress: Progress
  onDownload: () => void
  onStart: (lessonId: string) => void
}) {
  const { course, pack, toCome, isWifiOnly, progress, onDownload, onStart } = props
  const { t, i18n } = useTranslation('learn')
  const isDone = (lessonId: string) =>
    progress.lessons[lessonKey(course.courseId, lessonId)]?.doneAt !== undefined
  const all = course.lessons.length
  const done = course.lessons.filter(({ id }) => isDone(id)).length
  const lang = course.language === i18n.language ? undefined : course.language
  return (
    <li>
      <details className="course">
        <summary>
          <span lang={lang} className={lang && 'fallback'}>
            <b>{course.title}</b>
          </span>
          <span className="row">
            <span className="muted">{t('home.lessons_done', { done, all })}</span>
            <ChevronDown aria-hidden="true" />
          </span>
          <progress max={all} value={done} aria-label={course.title} />
        </summary>
        <div className="course-body">
          <p lang={lang}>{course.blurb}</p>
          <ul className="course-lessons">
            {course.lessons.map(({ id, title }) => (
              <li key={id}>
                <Button
                  size="key"
                  wide
                  icon={isDone(id) ? Check : Play}
                  onClick={() => onStart(id)}
                >
                  <span lang={lang}>{title}</span>
                  {isDone(id) && <span className="visually-hidden"> {t('home.is_done')}</span>}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      </details>
      <PackLine
        course={course}
        pack={pack}
        toCome={toCome}
        isWifiOnly={isWifiOnly}
        onDownload={onDownload}
      />
    </li>
  )
}

/** Whether a course lies here with all it plays, and how much is to come when it does not. */
function PackLine(props: {
  course: CatalogueEntry
  pack: PackState | undefined
  toCome: number
  isWifiOnly: boolean
  onDownload: () => void
}) {
  const { course, pack, toCome, isWifiOnly, onDownload } = props
  const { t } = useTranslation('learn')
  const step = pack?.step ?? 'idle'
  const size = sizeWords(toCome)
  const isNewest = toCome === 0
  const waits = isWifiOnly && isMobileNetwork() ? 'packs.waits_wifi' : 'packs.waits'
  return (
    <div className="course-pack">
      {isNewest && (
        <Tag tone="tea" icon={Check}>
          {t('packs.kept')}
        </Tag>
      )}
      {!isNewest && step === 'loads' && <span role="status">{t('packs.loads')}</span>}
      {!isNewest && step === 'waits' && <span role="status">{t(waits)}</span>}
      {step === 'wrong' && <span role="alert">{t('packs.wrong')}</span>}
      {!isNewest && (step === 'idle' || step === 'wrong') && (
        <Button icon={Download} onClick={onDownload}>
          {t(pack?.keptHash ? 'packs.newer' : 'packs.download', { size })}
          <span className="visually-hidden" lang={course.language}>
            {' '}
            {course.title}
          </span>
        </Button>
      )}
    </div>
  )
}
