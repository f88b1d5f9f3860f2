import { useEffect, useState } from 'react'
import { hasNewShell, letNewShellIn, onNewShell } from '#app/shell/shell.ts'

/** Nobody has touched the screen for so long. */
const QUIET_MS = 20_000
const TOUCHES = ['pointerdown', 'keydown'] as const

/** Lets a new version of the app in at a quiet moment: never in a lesson, never under a finger. */
export function useNewShell(isQuiet: boolean): void {
  const [isReady, setReady] = useState(hasNewShell)
  useEffect(() => onNewShell(() => setReady(hasNewShell())), [])
  useEffect(() => {
    if (!isReady || !isQuiet) return
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(letNewShellIn, QUIET_MS)
    }
    wait()
    for (const name of TOUCHES) window.addEventListener(name, wait, { capture: true })
    return () => {
      clearTimeout(timer)
      for (const name of TOUCHES) window.removeEventListener(name, wait, { capture: true })
    }
  }, [isReady, isQuiet])
}
