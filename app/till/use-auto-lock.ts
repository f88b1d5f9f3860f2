import { useEffect } from 'react'
import { rememberCashier } from './cashier.ts'
import type { TillState, WorkingTill } from './working-till.ts'

const LOOK_MS = 5_000

/** Locks a till that nobody has touched for as long as the shop's rules say. The cart is on the disk. */
export function useAutoLock(till: WorkingTill, state: TillState): void {
  const { cashierId, snapshot } = state
  const limitMs = snapshot.rules.autoLockMinutes * 60_000
  useEffect(() => {
    if (cashierId === undefined) return
    let touchedAtMs = Date.now()
    const touch = () => {
      touchedAtMs = Date.now()
    }
    const timer = setInterval(() => {
      if (limitMs > 0 && Date.now() - touchedAtMs > limitMs) till.lock()
      else if (Date.now() - touchedAtMs < LOOK_MS)
        rememberCashier(till.registered.tillId, cashierId)
    }, LOOK_MS)
    const events = ['pointerdown', 'keydown'] as const
    for (const name of events) window.addEventListener(name, touch, true)
    return () => {
      clearInterval(timer)
      for (const name of events) window.removeEventListener(name, touch, true)
    }
  }, [till, cashierId, limitMs])
}
