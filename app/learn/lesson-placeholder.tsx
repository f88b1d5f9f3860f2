import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import {
  type CoursePack,
  type LearnPerson,
  type Lesson,
  type LessonProgress,
  resumeAt,
} from '#modules/learning/shared.ts'
import type { LearnDraft } from './desk.ts'

export interface LessonPlayerProps {
  pack: CoursePack
  lesson: Lesson
  learner: LearnPerson
  progress: LessonProgress | undefined
  write: (draft: LearnDraft) => Promise<void>
  onLeave: () => void
  onDone: () => void
}

/** Stands where the screens of a lesson will be. */
export function LessonPlayer(props: LessonPlayerProps) {
  const { pack, lesson, learner, progress, write, onLeave } = props
  const { t } = useTranslation('learn')
  const at = resumeAt(lesson, progress)
  useEffect(() => {
    const body = { learnerId: learner.id, courseId: pack.courseId, lessonId: lesson.id }
    write({ type: 'lesson.opened', body }).catch(console.error)
  }, [learner.id, pack.courseId, lesson.id, write])
  return (
    <main className="learn-page" lang={pack.language}>
      <h1>{lesson.title}</h1>
      <p>{`${at}／${lesson.blocks.length}`}</p>
      <Button size="key" onClick={onLeave}>
        {t('back')}
      </Button>
    </main>
  )
}
