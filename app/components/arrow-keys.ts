import { type RefObject, useEffect } from 'react'

const STEPS = {
  column: { ArrowDown: 1, ArrowUp: -1 },
  row: { ArrowRight: 1, ArrowLeft: -1 },
} as const

/**
 * Lets the arrow keys walk over what `selector` finds inside `ref`, on top of Tab. In a `grid`, up
 * and down go to the nearest thing in that direction as it is seen, whatever the number of columns.
 */
export function useArrowKeys(
  ref: RefObject<HTMLElement>,
  selector: string,
  shape: 'column' | 'row' | 'grid',
) {
  useEffect(() => {
    const area = ref.current
    if (!area) return
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return
      const next = nextOf(area, selector, shape, event.key)
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    area.addEventListener('keydown', listen)
    return () => area.removeEventListener('keydown', listen)
  }, [ref, selector, shape])
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
}

function nextOf(
  area: HTMLElement,
  selector: string,
  shape: 'column' | 'row' | 'grid',
  key: string,
): HTMLElement | undefined {
  const all = [...area.querySelectorAll<HTMLElement>(selector)]
  const at = all.findIndex((one) => one.contains(document.activeElement))
  const from = all[at]
  if (!from) return undefined
  const steps: Record<string, number> = STEPS[shape === 'column' ? 'column' : 'row']
  const step = steps[key]
  if (step !== undefined) return all[at + step]
  if (shape !== 'grid' || (key !== 'ArrowDown' && key !== 'ArrowUp')) return undefined
  return nearest(from, all, key === 'ArrowDown' ? 1 : -1)
}

function nearest(from: HTMLElement, all: HTMLElement[], direction: 1 | -1) {
  const here = from.getBoundingClientRect()
  let best: { one: HTMLElement; distance: number } | undefined
  for (const one of all) {
    const there = one.getBoundingClientRect()
    const down = (there.top - here.top) * direction
    if (down < here.height / 2) continue
    // A row further costs more than the whole width of this one.
    const distance = down * 1000 + Math.abs(there.left - here.left)
    if (!best || distance < best.distance) best = { one, distance }
  }
  return best?.one
}
