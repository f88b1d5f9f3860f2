import { useCallback, useEffect, useState } from 'react'
import type { LearnPerson } from '#modules/learning/shared.ts'

const KEY = 'tillage-learn-who'
/** Nobody touches the device for so long: whoever comes next is asked who they are. */
export const SIGNED_OUT_AFTER_MS = 3 * 60_000
const TOUCHES = ['pointerdown', 'keydown'] as const

/** Remembers over a reload who learns here, and no longer than they would have stayed. */
function remembered(people: readonly LearnPerson[]): LearnPerson | undefined {
  try {
    const [id, at] = (sessionStorage.getItem(KEY) ?? '').split(' ')
    if (Date.now() - Number(at) > SIGNED_OUT_AFTER_MS) return undefined
    return people.find((each) => each.id === id)
  } catch {
    return undefined
  }
}

function remember(person: LearnPerson | undefined): void {
  try {
    if (person) sessionStorage.setItem(KEY, `${person.id} ${Date.now()}`)
    else sessionStorage.removeItem(KEY)
  } catch {
    // Then a reload asks again who it is.
  }
}

/** Who learns on a venue's device now; nobody, after a while without a touch. */
export function useSession(people: readonly LearnPerson[]) {
  const [person, setPerson] = useState(() => remembered(people))
  const change = useCallback((next: LearnPerson | undefined) => {
    remember(next)
    setPerson(next)
  }, [])
  useEffect(() => {
    if (!person) return
    let timer: ReturnType<typeof setTimeout>
    const touch = () => {
      clearTimeout(timer)
      remember(person)
      timer = setTimeout(() => change(undefined), SIGNED_OUT_AFTER_MS)
    }
    touch()
    for (const name of TOUCHES) window.addEventListener(name, touch, { capture: true })
    return () => {
      clearTimeout(timer)
      for (const name of TOUCHES) window.removeEventListener(name, touch, { capture: true })
    }
  }, [person, change])
  // The list comes anew every few seconds; how far they are comes with it.
  const current = person && (people.find(({ id }) => id === person.id) ?? person)
  return { person: current, change }
}
