import { Hand } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { classes } from '#app/components/classes.ts'

export const HOLD_MS = 3_000

export interface HoldKeyProps {
  label: string
  /** How it is pressed, below its word. */
  hint: string
  /** It was held for three seconds. */
  onHeld: () => void
}

/** A key that a light touch does not press: held with a finger, a mouse, Space or Enter. */
export function HoldKey({ label, hint, onHeld }: HoldKeyProps) {
  const hintId = useId()
  const [isHeld, setHeld] = useState(false)
  const latest = useRef(onHeld)
  useEffect(() => {
    latest.current = onHeld
  })
  useEffect(() => {
    if (!isHeld) return
    const timer = setTimeout(() => latest.current(), HOLD_MS)
    return () => clearTimeout(timer)
  }, [isHeld])
  const start = () => setHeld(true)
  const end = () => setHeld(false)
  const isKey = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter'
  return (
    <button
      type="button"
      className={classes('button', 'hold-key', isHeld && 'is-held')}
      aria-describedby={hintId}
      onPointerDown={start}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onBlur={end}
      // A long press would open the browser's own menu.
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (isKey(event)) event.preventDefault()
        if (isKey(event) && !event.repeat) start()
      }}
      onKeyUp={end}
    >
      <Hand aria-hidden="true" />
      <span className="stack stack-tight">
        <b>{label}</b>
        <span id={hintId}>{hint}</span>
      </span>
    </button>
  )
}
