import { useCallback, useEffect, useRef, useState } from 'react'
import type { CatalogueEntry, CoursePack, Lesson } from '#modules/learning/shared.ts'
import type { Desk, DeskState } from './desk.ts'
import { packKey } from './downloads.ts'

export interface OpenLesson {
  pack: CoursePack
  lesson: Lesson
}

export interface Opening {
  open: OpenLesson | undefined
  /** Pressed, and its course is not here yet: it opens by itself once it is. */
  waitsFor: CatalogueEntry | undefined
  /** What lies here is an older version without that lesson. */
  isMissing: boolean
  start(course: CatalogueEntry, lessonId: string): void
  close(): void
}

/** Opens a lesson from what lies on the device, or brings its course first. */
export function useOpening(desk: Desk, packs: DeskState['packs']): Opening {
  const [wanted, setWanted] = useState<{ course: CatalogueEntry; lessonId: string }>()
  const [open, setOpen] = useState<OpenLesson>()
  const [isMissing, setMissing] = useState(false)
  const keptHash = wanted && packs.get(packKey(wanted.course))?.keptHash
  useEffect(() => {
    if (!wanted || keptHash === undefined) return
    let isCurrent = true
    const look = async () => {
      const pack = await desk.openPack(wanted.course)
      if (!isCurrent) return
      const lesson = pack?.lessons.find(({ id }) => id === wanted.lessonId)
      setWanted(undefined)
      if (pack && lesson) setOpen({ pack, lesson })
      else setMissing(true)
    }
    look().catch(console.error)
    return () => {
      isCurrent = false
    }
  }, [desk, wanted, keptHash])
  const isOpen = open !== undefined
  useEffect(() => (isOpen ? desk.holdPacks() : undefined), [desk, isOpen])
  const latest = useRef(packs)
  latest.current = packs
  const start = useCallback(
    (course: CatalogueEntry, lessonId: string) => {
      setMissing(false)
      setWanted({ course, lessonId })
      if (latest.current.get(packKey(course))?.keptHash === undefined) desk.download([course])
    },
    [desk],
  )
  return {
    open,
    isMissing,
    waitsFor: keptHash === undefined ? wanted?.course : undefined,
    start,
    close: () => setOpen(undefined),
  }
}
