import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

const POLL_EVERY_MS = 1500
const POLLS = 80

/** Asks again every moment while a paper is on its way, and not for ever. */
export function usePolling(isNeeded: boolean): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!isNeeded) return
    let left = POLLS
    const timer = setInterval(() => {
      left -= 1
      if (left === 0) clearInterval(timer)
      if (document.visibilityState === 'visible') revalidate()
    }, POLL_EVERY_MS)
    return () => clearInterval(timer)
  }, [isNeeded, revalidate])
}
