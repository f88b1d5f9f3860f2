import { useCallback, useEffect, useRef, useState } from 'react'
import type { LessonEvent } from './use-lesson.ts'

/** Writes down what happened, and knows when the device could not. */
export function useNotes(write: (event: LessonEvent) => Promise<void>) {
  const [hasFailed, setFailed] = useState(false)
  const latest = useRef(write)
  useEffect(() => {
    latest.current = write
  })
  const note = useCallback((event: LessonEvent) => {
    latest.current(event).catch((cause: unknown) => {
      console.error(cause)
      setFailed(true)
    })
  }, [])
  return { note, hasFailed }
}
