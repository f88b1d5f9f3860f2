import '#app/learn/lesson/lesson.css'
import { useNavigate } from '@remix-run/react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LessonPlayer } from '#app/learn/lesson/lesson-player.tsx'
import type { CoursePack, Lesson } from '#modules/learning/shared.ts'
import type { ClassLive } from './class-live.ts'
import { WallCounts } from './wall-counts.tsx'

interface WallLessonProps {
  pack: CoursePack
  lesson: Lesson
  live: ClassLive | null
  liveAddress: string
  /** Where one is when the lesson is left. */
  leaveTo: string
}

/** Nobody learns here, so nothing is written down. */
const writeNothing = async () => {}

/** A lesson that everybody does together on the wall, as it is on each device. */
export function WallLesson({ pack, lesson, live, liveAddress, leaveTo }: WallLessonProps) {
  const { t, i18n } = useTranslation('classes')
  const navigate = useNavigate()
  const [blockId, setBlockId] = useState<string>()
  // The player speaks and measures: it begins in the browser.
  const [isHere, setIsHere] = useState(false)
  useEffect(() => setIsHere(true), [])
  const leave = useCallback(() => navigate(leaveTo), [navigate, leaveTo])
  const block = lesson.blocks.find(({ id }) => id === blockId)
  if (!isHere) return null
  return (
    <>
      <LessonPlayer
        pack={pack}
        lesson={lesson}
        learner={{ id: 'everybody', name: t('project.everybody'), language: i18n.language }}
        progress={undefined}
        write={writeNothing}
        onLeave={leave}
        onDone={leave}
        onBlock={setBlockId}
      />
      {live && block?.kind === 'question' && (
        <WallCounts
          key={block.questionId}
          live={live}
          address={liveAddress}
          questionId={block.questionId}
        />
      )}
    </>
  )
}
