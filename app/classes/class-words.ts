import { useTranslation } from 'react-i18next'
import { formatMoment, formatTime } from '#app/components/dates.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { DescribedClass } from './class-live.ts'

/** Says a class in one line: its course and lesson, where, and when. */
export function useClassWords() {
  const { t } = useTranslation('classes')
  const { timeZone, words } = useOffice()
  const when = (startsAt: string) => {
    const at = new Date(startsAt)
    const isToday = dayIn(timeZone, at) === dayIn(timeZone, new Date())
    return isToday ? formatTime(at, timeZone) : formatMoment(at, { timeZone, ...words })
  }
  const lesson = ({ courseTitle, lessonPlace }: DescribedClass) =>
    lessonPlace > 0 ? t('lesson_of', { course: courseTitle, place: lessonPlace }) : courseTitle
  const line = (row: DescribedClass) =>
    [lesson(row), row.venueName, when(row.startsAt)].filter(Boolean).join(' · ')
  return { when, lesson, line }
}
