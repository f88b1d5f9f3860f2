import { type RefObject, useEffect } from 'react'

/** A box to tick is no place to write. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'text'

/** Its own keys go back and on in it. */
const isPlayer = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('audio, video') !== null

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, summary, audio, video') !== null

/** The keys of a lesson: Enter and → go on, ← goes back, L reads aloud, 1 to 9 choose, Esc leaves. */
export function useLessonKeys(
  ref: RefObject<HTMLElement>,
  onBack: () => void,
  onLeave: () => void,
) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const area = ref.current
      if (!area || event.defaultPrevented) return
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const act = actOf(event, area, onBack, onLeave)
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [ref, onBack, onLeave])
}

function actOf(event: KeyboardEvent, area: HTMLElement, onBack: () => void, onLeave: () => void) {
  const { key, target } = event
  if (key === 'Escape') return onLeave
  if (key === 'Enter' && !isPressable(target)) return presser(area, '[data-primary]')
  if (isWriting(target) || isPlayer(target)) return undefined
  if (key === 'ArrowRight') return presser(area, '[data-primary]')
  if (key === 'ArrowLeft') return onBack
  if (key === 'l' || key === 'L') return presser(area, '[data-listen]')
  if (/^[1-9]$/.test(key) && !area.querySelector('[data-digits]')) {
    const choice = area.querySelectorAll<HTMLElement>('[data-choice]')[Number(key) - 1]
    return choice && (() => choice.click())
  }
  return undefined
}

function presser(area: HTMLElement, selector: string): (() => void) | undefined {
  const button = area.querySelector<HTMLElement>(selector)
  return button ? () => button.click() : undefined
}
