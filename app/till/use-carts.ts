import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { Disk } from '#app/offline/disk.ts'
import { newId } from '#modules/kernel/shared.ts'
import { type Cart, cartReducer, openCart } from './cart.ts'
import { readCart } from './stored-cart.ts'

/**
 * The cart on the counter and those that wait, kept on the device so that a reload loses nothing.
 * Losing the last moment of one in a power cut is accepted; a paid sale goes another way.
 */
export function useCarts(disk: Disk) {
  const [cart, change] = useReducer(cartReducer, undefined, () => openCart(newId()))
  const [held, setHeld] = useState<readonly Cart[]>([])
  const isLoaded = useRef(false)
  const latest = useRef(cart)
  latest.current = cart

  useEffect(() => {
    const load = async () => {
      const stored = (await disk.readCarts()).map((each) => readCart(each.value))
      const carts = stored.filter((each) => each !== undefined)
      const current = carts.find((each) => !each.heldAt)
      setHeld(carts.filter((each) => each !== current).sort(byTime))
      // What was scanned while the disk was read stays.
      if (current && latest.current.items.length === 0) change({ type: 'replace', cart: current })
      isLoaded.current = true
    }
    load().catch(console.error)
  }, [disk])

  useEffect(() => {
    const isWorthKeeping =
      cart.items.length > 0 || cart.takenOut.length > 0 || cart.exchange !== undefined
    if (!isWorthKeeping && !isLoaded.current) return
    const kept = isWorthKeeping
      ? disk.writeCart({ cartId: cart.saleId, value: cart })
      : disk.removeCart(cart.saleId)
    kept.catch(console.error)
  }, [disk, cart])

  /** The counter is free for the next customer. */
  const startNext = useCallback(() => change({ type: 'replace', cart: openCart(newId()) }), [])

  /** Puts the cart aside, and another one (or an empty one) on the counter. */
  const swap = useCallback(
    (next: Cart | undefined) => {
      const current = latest.current
      const isWorthKeeping = current.items.length > 0 || current.exchange !== undefined
      const aside: Cart = { ...current, heldAt: new Date().toISOString(), selectedId: undefined }
      if (isWorthKeeping)
        disk.writeCart({ cartId: aside.saleId, value: aside }).catch(console.error)
      setHeld((carts) =>
        [
          ...carts.filter((each) => each.saleId !== next?.saleId),
          ...(isWorthKeeping ? [aside] : []),
        ].sort(byTime),
      )
      const { heldAt: _, ...onCounter } = next ?? openCart(newId())
      change({ type: 'replace', cart: onCounter })
      return aside
    },
    [disk],
  )

  return { cart, change, held, startNext, swap }
}

const byTime = (a: Cart, b: Cart) => (a.heldAt ?? '').localeCompare(b.heldAt ?? '')
