import { useCallback, useEffect, useMemo, useState } from 'react'
import type { LearnSnapshot } from '#modules/learning/shared.ts'
import type { OpenVoices, Voices } from './voices.ts'

/**
 * What people of this centre made of a course in somebody's own language: blocks read aloud, and
 * blocks written. Both as they lie on this device.
 */
export function useOwnWords(
  voices: Voices,
  { translations }: Pick<LearnSnapshot, 'translations'>,
  courseId: string,
  language: string,
) {
  const [open, setOpen] = useState<OpenVoices>()
  useEffect(() => {
    let isGone = false
    let mine: OpenVoices | undefined
    voices.open(courseId, language).then((opened) => {
      if (isGone) return opened.close()
      mine = opened
      setOpen(opened)
    }, console.error)
    return () => {
      isGone = true
      setOpen(undefined)
      mine?.close()
    }
  }, [voices, courseId, language])
  const written = useMemo(
    () =>
      new Map(
        // A device that was last told by an older server knows of none.
        (translations ?? [])
          .filter((each) => each.courseId === courseId && each.language === language)
          .map(({ blockId, text }) => [blockId, { text, language }] as const),
      ),
    [translations, courseId, language],
  )
  return {
    voiceOf: useCallback((blockId: string) => open?.voiceOf(blockId), [open]),
    translationOf: useCallback((blockId: string) => written.get(blockId), [written]),
  }
}
