import { type RefObject, useEffect, useRef } from 'react'

/** A new screen begins at its top, quiet, and with the focus on it. */
export function useFreshScreen(area: RefObject<HTMLElement>, turn: number, hush: () => void) {
  const isFirst = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn is a new screen.
  useEffect(() => {
    hush()
    if (isFirst.current) {
      isFirst.current = false
      return
    }
    area.current?.querySelector<HTMLElement>('.lesson-main')?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [turn])
}
