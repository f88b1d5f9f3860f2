/** A tap of a finger or a mouse: when, and where on the screen in CSS pixels. */
export interface Tap {
  atMs: number
  x: number
  y: number
}

/** Two taps closer than this are one tap of a trembling hand. People who mean two wait longer. */
const SAME_TAP_MS = 250
/** The hand trembles; the next key in this mode is further away than this. */
const SAME_PLACE_PX = 40

/**
 * Whether a tap is only the echo of the one before. The place decides and not the key, because the
 * first tap may have brought another key under the finger.
 */
export function isEcho(before: Tap | undefined, tap: Tap): boolean {
  if (!before) return false
  const isSoon = tap.atMs - before.atMs < SAME_TAP_MS
  return isSoon && Math.hypot(tap.x - before.x, tap.y - before.y) < SAME_PLACE_PX
}

/** No hand means two keys within this; it is as long as a sale needs to be written. */
const NO_CHOICE_MS = 120

/**
 * Swallows echoes on buttons and links, while it is asked to; and always the second half of a double
 * press that meets another key, because the first half changed the screen: nobody has chosen that
 * one. Keys of a keyboard and of a scanner are not taps, and fields keep every press.
 *
 * @returns stops it.
 */
export function steadyTaps(isWanted: () => boolean): () => void {
  let before: Tap | undefined
  let pressed: Element | null = null
  const listen = (event: MouseEvent) => {
    // A key pressed on a button clicks it without a pointer.
    const key = keyOf(event.target)
    if (event.detail === 0 || key === null) return
    const tap = { atMs: event.timeStamp, x: event.clientX, y: event.clientY }
    const isNobodysChoice =
      key !== pressed && (event.detail > 1 || tap.atMs - (before?.atMs ?? 0) < NO_CHOICE_MS)
    const echoes = isEcho(before, tap) && (isWanted() || isNobodysChoice)
    before = tap
    pressed = key
    if (!echoes) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener('click', listen, { capture: true })
  return () => window.removeEventListener('click', listen, { capture: true })
}

const keyOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest('button, a[href]') : null
