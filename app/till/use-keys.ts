import { useEffect, useLayoutEffect, useRef } from 'react'

/** What each key does, by the name of the browser; several keys may stand for one thing. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>

/** Keys that could also be letters of a barcode wait, to see whether a scanner goes on. */
const SCANNABLE = new Set(['/', '?', '+', '-', '=', '.'])
const WAIT_MS = 70

/**
 * Keys of a screen. Function keys and Escape work everywhere; characters only where nobody is
 * writing; nothing works behind an open dialog.
 */
export function useKeys(keys: Keys, isActive = true) {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  // Whoever sees the screen may press at once: its keys may not come a moment later.
  useLayoutEffect(() => {
    if (!isActive) return
    let waiting: ReturnType<typeof setTimeout> | undefined
    const listen = (event: KeyboardEvent) => {
      clearTimeout(waiting)
      if (event.defaultPrevented || event.ctrlKey || event.metaKey) return
      if (isInDialog(event.target)) return
      const name = event.altKey ? `Alt+${event.key}` : event.key
      const act = latest.current[name]
      if (!act) return
      const isFree = /^F\d+$/.test(event.key) || event.key === 'Escape' || event.altKey
      if (!isFree && isWriting(event.target)) return
      if (event.key === 'Enter' && isPressable(event.target)) return
      event.preventDefault()
      if (SCANNABLE.has(name)) waiting = setTimeout(act, WAIT_MS)
      else act()
    }
    window.addEventListener('keydown', listen)
    return () => {
      clearTimeout(waiting)
      window.removeEventListener('keydown', listen)
    }
  }, [isActive])
}

const isInDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type))

/** Enter on a button or a link is that button's own. */
const isPressable = (target: EventTarget | null) =>
  target instanceof Element && target.closest('button, a[href], summary') !== null
