import { useEffect, useState } from 'react'
import type { ClassLive } from './class-live.ts'

const EVERY_MS = 3_000

/**
 * A class as it goes on. A lost network keeps what was last known, says so, and is asked again: no
 * page of a running class may turn into an error.
 */
export function useLive(initial: ClassLive, address: string) {
  const [live, setLive] = useState(initial)
  const [isOnline, setIsOnline] = useState(true)
  useEffect(() => setLive(initial), [initial])
  useEffect(() => {
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const fresh = document.hidden ? 'hidden' : await fetchLive(address)
      if (isGone) return
      if (fresh !== 'hidden') setIsOnline(fresh !== undefined)
      if (typeof fresh === 'object') setLive(fresh)
      timer = setTimeout(() => void look(), EVERY_MS)
    }
    timer = setTimeout(() => void look(), EVERY_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [address])
  return { live, isOnline }
}

async function fetchLive(address: string): Promise<ClassLive | undefined> {
  try {
    const answer = await fetch(address, { redirect: 'error' })
    return answer.ok ? ((await answer.json()) as ClassLive) : undefined
  } catch {
    return undefined
  }
}
