import { useEffect, useRef } from 'react'
import { type Burst, stepScanner } from './scanner.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * Hears the scanner whatever has the focus. What it typed into a field is taken out again, and its
 * Enter presses no button.
 */
export function useScanner(onScan: (text: string) => void) {
  const latest = useRef(onScan)
  useEffect(() => {
    latest.current = onScan
  })
  useEffect(() => {
    let burst: Burst | undefined
    let field: { element: Field; before: string } | undefined
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      const { key, code, shiftKey: shift, timeStamp: atMs } = event
      const step = stepScanner(burst, { key, code, shift, atMs })
      if (step.kind === 'started') {
        const { target } = event
        field = isField(target) ? { element: target, before: target.value } : undefined
      }
      burst = step.kind === 'started' || step.kind === 'goes on' ? step.burst : undefined
      if (step.kind !== 'scanned') return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (field) restore(field.element, field.before)
      latest.current(step.text)
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
}

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Through the element's own setter and an input event, so that React sees the change. */
function restore(element: Field, value: string) {
  const prototype =
    element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value)
  element.dispatchEvent(new Event('input', { bubbles: true }))
}
