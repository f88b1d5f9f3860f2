import { useEffect, useRef } from 'react'

/** A scanner types faster than any hand. */
const BETWEEN_KEYS_MS = 100
const SHORTEST = 8

/** Hears a USB scanner anywhere on the page: a run of quick letters that ends with Enter. */
export function useScanner(onCode: (code: string) => void): void {
  const take = useRef(onCode)
  take.current = onCode
  useEffect(() => {
    let typed = ''
    let lastMs = 0
    const hear = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement) return
      const nowMs = performance.now()
      if (nowMs - lastMs > BETWEEN_KEYS_MS) typed = ''
      lastMs = nowMs
      if (event.key === 'Enter') {
        if (typed.length < SHORTEST) return
        // Or the key under the focus would be pressed as well.
        event.preventDefault()
        take.current(typed)
        typed = ''
      } else if (event.key.length === 1) typed += event.key
    }
    document.addEventListener('keydown', hear, { capture: true })
    return () => document.removeEventListener('keydown', hear, { capture: true })
  }, [])
}
