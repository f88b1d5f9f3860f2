import { Check, Circle, CircleDot } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import { useDays } from '#app/use-days.ts'

interface LearnerRecordProps {
  courses: {
    courseId: string
    title: string
    lessons: { id: string; title: string; isOpened: boolean; isDone: boolean }[]
    answered: number
    right: number
  }[]
  classes: { id: string; title: string; startsAt: Date; isThere: boolean }[]
}

/** What somebody has done: lessons, first answers, classes. */
export function LearnerRecord({ courses, classes }: LearnerRecordProps) {
  const { t } = useTranslation('classes')
  const days = useDays()
  return (
    <Card title={t('record.title')}>
      {courses.length === 0 && <p className="muted">{t('record.nothing')}</p>}
      {courses.map((course) => (
        <section key={course.courseId} className="stack stack-tight">
          <h3>{course.title}</h3>
          <ul className="lesson-marks">
            {course.lessons.map(({ id, title, isOpened, isDone }) => {
              const Icon = isDone ? Check : isOpened ? CircleDot : Circle
              const state = isDone ? 'done' : isOpened ? 'opened' : 'new'
              return (
                <li key={id}>
                  <Icon aria-hidden="true" />
                  <span>{title}</span>
                  <span className="muted">{t(`record.${state}`)}</span>
                </li>
              )
            })}
          </ul>
          {course.answered > 0 && (
            <p>{t('record.answers', { right: course.right, answered: course.answered })}</p>
          )}
        </section>
      ))}
      {classes.length > 0 && (
        <section className="stack stack-tight">
          <h3>{t('record.classes')}</h3>
          <ul className="lesson-marks">
            {classes.map(({ id, title, startsAt, isThere }) => (
              <li key={id}>
                {isThere ? <Check aria-hidden="true" /> : <Circle aria-hidden="true" />}
                <span>
                  {days.short(startsAt)} {title}
                </span>
                <span className="muted">{isThere ? t('record.there') : t('record.away')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  )
}
